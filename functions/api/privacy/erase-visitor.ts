import { allMessages } from '../../domain/conversation/all-messages.ts';
import { findTerms } from '../../domain/conversation/find-terms.ts';
import { keptMailsOf, knownAs, tracesOf } from '../../domain/erasure/stored-of.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationId, VisitorId } from '../../domain/records/ids.ts';
import type { Message } from '../../domain/records/message.ts';
import type { AgentHandler } from '../agent/identity.ts';
import { notFound } from '../http/problem.ts';
import type { PrivacyPorts } from './ports.ts';

/**
 * `DELETE /v1/admin/visitors/{id}`: everything of a visitor, their conversations with all that anybody wrote in them, the files
 * and e-mails. An interrupted call is repeated and goes on. 404 when there is nothing (left).
 */
export function eraseVisitor(ports: PrivacyPorts): AgentHandler {
  return async ({ parameters }) => {
    const { table, eraser } = ports;
    const id = parameters.id as VisitorId;
    const traces = await tracesOf(table, id);
    if (traces === undefined) throw notFound('visitor');
    const { visitor, ids } = traces;
    // While the conversations are still known to be theirs.
    for (const mail of await keptMailsOf(table, ids, visitor?.address?.email)) {
      for (const attachment of mail.attachments) await ports.attachments.remove(attachment.id);
      await ports.mails.remove(mail.mailKey);
      await eraser.removeKeptMail(mail.id);
    }
    await eraser.removeSettledMails(ids);
    if (visitor !== undefined) await table.replaceFindTerms(id, findTerms(visitor), []);
    await eraser.removeVisitor(id, await knownAs(table, visitor, ids));
    // Again: they may have written until a moment ago.
    for (const conversation of await table.conversationsOf(id)) await eraseConversation(ports, conversation, id);
    return { status: 204 };
  };
}

async function eraseConversation(ports: PrivacyPorts, id: ConversationId, of: VisitorId): Promise<void> {
  const { table, eraser, attachments, mails } = ports;
  const conversation = await table.conversation(id);
  if (conversation !== undefined) await eraser.endConversation(conversation);
  const [messages, { emails }] = await Promise.all([allMessages(table, id), table.ledger(id)]);
  for (const message of messages) {
    for (const attachment of message.attachments) await attachments.remove(attachment.id);
    if (message.received !== undefined) await mails.remove(message.received.mailKey);
  }
  await mails.remove(`outbound/${id}/`);
  await eraser.removeConversation(id, of, {
    sesIds: emails.map((email) => email.sesId),
    days: daysOf(messages),
  });
}

/** An instant of each UTC day on which something was written. */
function daysOf(messages: readonly Message[]): readonly Instant[] {
  return [...new Map(messages.map(({ sentAt }) => [sentAt.slice(0, 10), sentAt])).values()];
}
