import { allMessages } from '../../domain/conversation/all-messages.ts';
import { keptMailsOf, tracesOf } from '../../domain/erasure/stored-of.ts';
import { sentMailKey } from '../../domain/notification/sent-mail-key.ts';
import type { ConversationId, VisitorId } from '../../domain/records/ids.ts';
import type { OutboundEmail } from '../../domain/records/outbound-email.ts';
import type { AgentHandler } from '../agent/identity.ts';
import { presentEmail, presentMessageForAgent } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { PrivacyPorts } from './ports.ts';

/** A Lambda function answers with 6 MB at most; https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostBytes = 5_500_000;

/**
 * `GET /v1/admin/visitors/{id}/export`: everything that is stored of a visitor. Files and raw mail come as URLs that are good for an
 * hour. `?conversation=` limits it to one of their conversations, for the visitor of whom there is more than one answer can hold.
 */
export function exportVisitor(ports: PrivacyPorts): AgentHandler {
  return async ({ parameters, query }) => {
    const { table, mails, attachments, world } = ports;
    const traces = await tracesOf(table, parameters.id as VisitorId);
    if (traces?.visitor === undefined) throw notFound('visitor');
    const { visitor, ids } = traces;
    const wanted = query.conversation === undefined ? ids : ids.filter((id) => id === query.conversation);
    if (query.conversation !== undefined && wanted.length === 0) throw notFound('conversation');
    const kept = await keptMailsOf(
      table,
      wanted,
      query.conversation === undefined ? visitor.address?.email : undefined,
    );
    const conversations = [];
    for (const id of wanted) conversations.push(await exportConversation(ports, id));
    const body = {
      exportedAt: world.now(),
      visitor: { ...visitor, version: undefined },
      conversations,
      mail: kept.map(({ mailKey, ...mail }) => ({
        ...mail,
        attachments: mail.attachments.map((one) => ({ ...one, url: attachments.downloadUrl(one) })),
        raw: mails.downloadUrl(mailKey, `${mail.id}.eml`),
      })),
    };
    if (Buffer.byteLength(JSON.stringify(body)) > mostBytes) {
      const detail = 'Export the conversations one by one: ?conversation=ID.';
      throw new Problem(413, 'export_too_large', detail, { errors: { conversation: ids.join(' ') } });
    }
    return { status: 200, body };
  };
}

async function exportConversation(
  { table, mails, attachments }: PrivacyPorts,
  id: ConversationId,
): Promise<Readonly<Record<string, unknown>>> {
  const [conversation, messages, { emails, decisions }] = await Promise.all([
    table.conversation(id),
    allMessages(table, id),
    table.ledger(id),
  ]);
  const sent = (email: OutboundEmail): string =>
    mails.downloadUrl(sentMailKey(id, email), `${id}-${email.episode}.json`);
  return {
    ...conversation,
    // The reply token is a secret.
    replyToken: undefined,
    version: undefined,
    id,
    messages: messages.map((message) => ({
      ...presentMessageForAgent(message, attachments.downloadUrl),
      ...(message.received && { raw: mails.downloadUrl(message.received.mailKey, `${id}-${message.seq}.eml`) }),
    })),
    emails: emails.map((email) => ({ ...presentEmail(email), raw: sent(email) })),
    decisions,
  };
}
