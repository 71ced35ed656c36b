import type { Conversation } from '../../contract/conversations.ts';
import type { Agent, Visitor } from '../../contract/people.ts';
import { plainName } from '../shared/display-text.ts';
import type { AgentTexts } from './texts/agent-texts.ts';

/** What a visitor is called: name, address, or something to tell them from the others by. */
export function visitorName(visitor: Visitor, t: AgentTexts): string {
  const { id, name, email, emailShown } = visitor;
  return plainName(name ?? '') || plainName(emailShown ?? email ?? '') || t.visitor(id.slice(-4));
}

/** The name of the agent in charge, or null. */
export function assigneeName({ assignee }: Conversation, agents: readonly Agent[]): string | null {
  return assignee && plainName(agents.find(({ id }) => id === assignee)?.name ?? assignee);
}
