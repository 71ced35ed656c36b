import type { ConversationStore } from '../conversation/conversation-store.ts';
import type { InboundMail } from '../email/inbound.ts';
import { tracesIn } from '../email/references.ts';
import type { Trace } from '../email/references.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { Conversation } from '../records/conversation.ts';
import type { ConversationId } from '../records/ids.ts';
import type { Arrival } from './arrival.ts';

interface FindPorts {
  readonly table: Pick<ConversationStore, 'conversation'> & Pick<NotificationStore, 'replyToken' | 'sesId'>;
  readonly replyDomain: string;
}

/** More than any honest mail has. */
const mostTraces = 60;

/** The conversation that a mail belongs to, by the surest trace that leads to one. */
export async function findConversation(
  { table, replyDomain }: FindPorts,
  { mail }: InboundMail,
  { recipients }: Arrival,
): Promise<Conversation | undefined> {
  for (const trace of tracesIn(mail, recipients, replyDomain).slice(0, mostTraces)) {
    const id = await conversationIdOf(table, trace);
    const conversation = id === undefined ? undefined : await table.conversation(id);
    if (conversation !== undefined) return conversation;
  }
  return undefined;
}

async function conversationIdOf(table: FindPorts['table'], trace: Trace): Promise<ConversationId | undefined> {
  switch (trace.kind) {
    case 'reply-token':
      return table.replyToken(trace.token);
    case 'ses-id':
      return (await table.sesId(trace.id))?.conversationId;
    case 'conversation':
      return trace.conversationId as ConversationId;
  }
}
