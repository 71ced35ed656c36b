import type { LastMessage } from '../../../contract/messages.ts';
import { lastWords } from '../../../web/agent/last-words.ts';

const t = { takenBack: 'taken back' };
const visitor: LastMessage = { author: { kind: 'visitor' }, text: 'Hello?' };
const system: LastMessage = { author: { kind: 'system' }, text: 'We are away.' };

test.each([
  ['the last message', { lastMessage: visitor }, 'Hello?'],
  ['that of a person, before an automatic one', { lastMessage: system, lastByPerson: visitor }, 'Hello?'],
  ['that an answer was taken back', { lastMessage: { author: { kind: 'agent' }, text: '' } }, 'taken back'],
  ['nothing of an empty e-mail', { lastMessage: { author: { kind: 'visitor' }, text: '' } }, '…'],
] as const)('a list shows %s', (_what, conversation, words) => {
  expect(lastWords(conversation, t)).toBe(words);
});
