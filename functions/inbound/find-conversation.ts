import type { Conversation } from '../conversation/conversation.ts';
import { replyTokenIn } from '../email/reply-address.ts';
import type { Table } from '../ports.ts';
import type { Arrival } from './arrival.ts';

interface FindPorts {
  readonly table: Pick<Table, 'conversation' | 'replyToken' | 'sesId'>;
  readonly replyDomain: string;
}

export async function findConversation(
  ports: FindPorts,
  _mail: unknown,
  arrival: Arrival,
): Promise<Conversation | undefined> {
  for (const recipient of arrival.recipients) {
    const token = replyTokenIn(recipient, ports.replyDomain);
    const id = token && (await ports.table.replyToken(token));
    if (id) return ports.table.conversation(id);
  }
  return undefined;
}
