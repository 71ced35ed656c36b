import type { Conversation, MessagePage, SentMessage } from '../../contract/conversations.ts';
import type { RealtimeTicket } from '../../contract/live.ts';
import type { Message } from '../../contract/messages.ts';
import type { Visitor, VisitorSession } from '../../contract/people.ts';
import type { Call } from '../shared/call.ts';

export interface Draft {
  readonly clientMessageId: string;
  readonly text: string;
  readonly attachmentIds?: readonly string[] | undefined;
}

/** The calls of a visitor, as docs/api.md lists them. */
export interface VisitorApi {
  readonly conversations: () => Promise<readonly Conversation[]>;
  readonly begin: (draft: Draft) => Promise<SentMessage>;
  readonly messages: (conversationId: string, after: number, limit: number) => Promise<MessagePage>;
  readonly write: (conversationId: string, draft: Draft) => Promise<SentMessage>;
  readonly read: (conversationId: string, through: number) => Promise<unknown>;
  readonly giveEmail: (email: string) => Promise<Visitor>;
  readonly idle: (conversationId: string) => Promise<Message | null>;
  readonly activity: (
    conversationId: string,
    activity: { readonly visible: boolean; readonly typing: boolean },
  ) => Promise<unknown>;
  readonly ticket: () => Promise<RealtimeTicket>;
}

export function createVisitorApi(call: Call): VisitorApi {
  return {
    async conversations() {
      const answer = (await call('GET', '/v1/visitor/conversations')) as { conversations: readonly Conversation[] };
      return answer.conversations;
    },
    begin: (draft) => call('POST', '/v1/visitor/conversations', draft) as Promise<SentMessage>,
    messages: (id, after, limit) =>
      call('GET', `${conversation(id)}/messages?after=${after}&limit=${limit}`) as Promise<MessagePage>,
    write: (id, draft) => call('POST', `${conversation(id)}/messages`, draft) as Promise<SentMessage>,
    read: (id, through) => call('PUT', `${conversation(id)}/read`, { through }),
    async giveEmail(email) {
      const answer = (await call('PUT', '/v1/visitor/profile', { email })) as { visitor: Visitor };
      return answer.visitor;
    },
    async idle(id) {
      const answer = (await call('POST', `${conversation(id)}/idle`)) as { message: Message | null };
      return answer.message;
    },
    activity: (id, activity) => call('POST', `${conversation(id)}/activity`, activity),
    ticket: () => call('POST', '/v1/visitor/realtime') as Promise<RealtimeTicket>,
  };
}

function conversation(id: string): string {
  return `/v1/visitor/conversations/${encodeURIComponent(id)}`;
}

/** What a session is begun with. */
export interface Introduction {
  readonly locale?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly identityToken?: string | undefined;
  readonly pageUrl?: string | undefined;
}

/** Begins a session, or with a bearer token renews it. */
export function beginSession(call: Call, introduction: Introduction): Promise<VisitorSession> {
  return call('POST', '/v1/visitor/sessions', introduction) as Promise<VisitorSession>;
}

/** Redeems a resume link's token. Throws Refusal 410 when it has expired, 404 when it never was. */
export function redeemLink(
  call: Call,
  resumeToken: string,
): Promise<VisitorSession & { readonly conversationId: string }> {
  return call('POST', '/v1/visitor/sessions/resume', { resumeToken }) as Promise<
    VisitorSession & { conversationId: string }
  >;
}
