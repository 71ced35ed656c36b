import { append } from '../../functions/domain/conversation/append.ts';
import type { Draft } from '../../functions/domain/conversation/append.ts';
import { plusMinutes } from '../../functions/domain/instant.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import { newConversation } from '../../functions/domain/records/conversation.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { AgentId, ConversationId, VisitorId } from '../../functions/domain/records/ids.ts';
import type { Message } from '../../functions/domain/records/message.ts';
import type { Visitor } from '../../functions/domain/records/visitor.ts';
import { firstSettings } from '../../functions/domain/settings/settings.ts';
import type { Settings } from '../../functions/domain/settings/settings.ts';
import type { World } from '../../functions/domain/world.ts';

/** Half past noon on a Wednesday in 2026. */
export const noon = '2026-11-18T12:30:00.000Z' as Instant;

export const company = {
  name: 'Example',
  siteUrl: 'https://www.example.com/',
  allowedOrigins: ['https://www.example.com'],
};

export const settings: Settings = { ...firstSettings(company), continuousConversations: true };

export const ada = { kind: 'agent', id: 'ada' as AgentId, name: 'Ada' } as const;

export function visitor(change: Partial<Visitor> = {}): Visitor {
  return {
    id: 'vera' as VisitorId,
    version: 0,
    address: { email: 'vera@example.org', state: 'typed' },
    addressVersion: 1,
    refused: [],
    locale: 'en',
    createdAt: noon,
    ...change,
  };
}

export function emptyConversation(id = 'conversation'): Conversation {
  return newConversation({
    id: id as ConversationId,
    visitorId: 'vera' as VisitorId,
    replyToken: 'replytoken',
    now: noon,
  });
}

export interface Told {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

/** A conversation in which things were said, `minute` minutes after noon each. */
export function told(...lines: readonly (readonly [minute: number, draft: Partial<Draft>])[]): Told {
  return lines.reduce<Told>(
    ({ conversation, messages }, [minute, draft]) => {
      const appended = append(
        conversation,
        { author: ada, channel: 'messaging', text: `message ${messages.length + 1}`, ...draft },
        settings,
        plusMinutes(noon, minute),
      );
      return { conversation: appended.conversation, messages: [...messages, appended.message] };
    },
    { conversation: emptyConversation(), messages: [] },
  );
}

export const byVisitor: Partial<Draft> = { author: { kind: 'visitor', id: 'vera' as VisitorId } };

/** A world whose clock stands where it is put and whose dice are numbered. */
export function standingWorld(at: Instant = noon): World & { advance: (minutes: number) => void } {
  let now = at;
  let tokens = 0;
  return {
    now: () => now,
    random: { token: () => `token${String((tokens += 1)).padStart(21, '0')}`, fraction: () => 0.5 },
    wait: () => Promise.resolve(),
    advance: (minutes) => {
      now = plusMinutes(now, minutes);
    },
  };
}
