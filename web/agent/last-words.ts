import type { Conversation } from '../../contract/conversations.ts';
import { plainName } from '../shared/display-text.ts';
import type { AgentTexts } from './texts/agent-texts.ts';

/** How the last message of a person begins. The server names files; without words are answers taken back, and empty e-mails. */
export function lastWords(
  { lastByPerson, lastMessage }: Pick<Conversation, 'lastByPerson' | 'lastMessage'>,
  t: Pick<AgentTexts, 'takenBack'>,
): string {
  const last = lastByPerson ?? lastMessage;
  return plainName(last?.text ?? '') || (last?.author?.kind === 'agent' ? t.takenBack : '…');
}
