import { presentConversationForAgent, presentConversationForVisitor } from '../../../functions/api/http/present.ts';
import { retract } from '../../../functions/domain/conversation/append.ts';
import type { Draft } from '../../../functions/domain/conversation/append.ts';
import { byVisitor, noon, told, visitor } from '../../setup/scene.ts';
import type { Told } from '../../setup/scene.ts';

const question: Partial<Draft> = { ...byVisitor, text: 'Is the chair there?' };
const answer: Partial<Draft> = { text: 'Yes, it is.' };
const request: Partial<Draft> = {
  author: { kind: 'system' },
  kind: 'request-email',
  text: 'Please leave your address',
};
const stranger: Partial<Draft> = { author: { kind: 'other', email: 'nina@example.net' }, text: 'I wait, too' };
const note: Partial<Draft> = { visibility: 'note', text: 'He is nice' };
const robot: Partial<Draft> = { author: { kind: 'system' }, kind: 'auto-reply', visibility: 'note', text: 'Away' };

const say = (...drafts: readonly Partial<Draft>[]): Told =>
  told(...drafts.map((draft, minute) => [minute, draft] as const));
const textsOf = ({ conversation }: Pick<Told, 'conversation'>) => {
  const shown = [
    presentConversationForAgent(conversation, visitor()),
    presentConversationForVisitor(conversation, visitor()),
  ];
  return shown.map(({ lastMessage, lastByPerson }) =>
    [lastMessage, lastByPerson].map((one) => (one as { text: string } | undefined)?.text),
  );
};

describe('what a list shows of a conversation', () => {
  const asked = 'Please leave your address';
  const table: readonly (readonly [string, Told, string | undefined, string | undefined, string | undefined])[] = [
    ['a question', say(question), question.text, question.text, question.text],
    ['a question after which an automatic voice spoke', say(question, request), asked, question.text, question.text],
    ['after which two of them spoke', say(question, request, request), asked, question.text, question.text],
    ['that was answered then', say(question, request, answer), answer.text, answer.text, answer.text],
    ['an answer that the next voice follows', say(question, answer, request), asked, answer.text, answer.text],
    ['notes and what machines write', say(question, note, robot), question.text, question.text, question.text],
    ['an automatic voice alone', say(request), asked, undefined, undefined],
    [
      'somebody else who wrote by mail, for agents',
      say(question, stranger),
      question.text,
      stranger.text,
      question.text,
    ],
    ['and an automatic voice after them', say(question, stranger, request), asked, stranger.text, undefined],
    ['and an answer after them', say(question, stranger, answer), answer.text, answer.text, answer.text],
  ];
  test.each(table)('%s', (_name, given, last, forAgents, forVisitor) => {
    expect(textsOf(given)).toEqual([
      [last, forAgents],
      [last, forVisitor],
    ]);
  });

  test('nothing of what an agent took back', () => {
    const { conversation, messages } = say(question, answer, request);
    expect(textsOf(retract(conversation, messages[1]!, noon))[0]).toEqual([asked, '']);
  });
});

test('what stands beside an automatic message is short, since it is written with every message', () => {
  const { conversation } = say({ ...byVisitor, text: 'ä'.repeat(500) }, request);
  expect(conversation.last?.snippet).toBe(request.text);
  expect(Array.from(conversation.lastByPerson!.snippet)).toHaveLength(60);
});
