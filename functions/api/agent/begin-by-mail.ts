import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { beginConversation } from '../../domain/inbound/begin-conversation.ts';
import type { AgentId } from '../../domain/records/ids.ts';
import type { KeptMail, SettledMail } from '../../domain/records/kept-mail.ts';
import type { Message } from '../../domain/records/message.ts';
import { Problem } from '../http/problem.ts';
import { keptContent } from './kept-content.ts';
import type { AgentPorts } from './ports.ts';

/**
 * Begins a conversation with a kept mail, once: its sender is the visitor, as if the mail had started it by itself. Gives its message, or
 * null if the mail was settled before. Throws 409 for mail that may not, and Busy.
 */
export async function beginByMail(
  { table, world }: Pick<AgentPorts, 'table' | 'world'>,
  mail: KeptMail,
  by: AgentId,
): Promise<Message | null> {
  if (mail.reason === 'virus') throw new Problem(409, 'mail_has_virus');
  if (mail.beginning === undefined) throw new Problem(409, 'mail_cannot_begin');
  const { name, subject } = mail;
  const { address, messageId } = mail.beginning;
  const content = keptContent(mail);
  return commitOrRetry<Message | null>(
    world,
    table,
    async () => {
      const { message, writes } = await beginConversation(world, table, { address, name, subject, messageId, content });
      const { conversationId, seq, sentAt: at } = message;
      const place = { conversationId, message: { conversationId, seq } };
      const value: SettledMail = { id: mail.id, action: 'begin', ...place, by, at };
      return { writes: [...writes, { kind: 'mail-settled', value }], result: message };
    },
    (failed) => Promise.resolve(failed.includes('mail-settled') ? { result: null } : undefined),
  );
}
