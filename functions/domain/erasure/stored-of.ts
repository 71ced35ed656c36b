import type { ConversationStore } from '../conversation/conversation-store.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { MailStore } from '../inbound/mail-store.ts';
import type { NotificationStore } from '../notification/notification-store.ts';
import type { ConversationId, VisitorId } from '../records/ids.ts';
import type { KeptMail } from '../records/kept-mail.ts';
import type { Visitor } from '../records/visitor.ts';
import type { KnownAs } from './eraser.ts';

/** So many are listed at once. */
const page = 100;

/** Kept mail that was for one of the visitor's conversations, or came from their address. */
export async function keptMailsOf(
  table: Pick<MailStore, 'keptMails'>,
  conversations: readonly ConversationId[],
  email: string | undefined,
): Promise<readonly KeptMail[]> {
  const found: KeptMail[] = [];
  for (const state of ['unmatched', 'quarantined'] as const) {
    let cursor: string | undefined;
    do {
      const listed = await table.keptMails(state, { limit: page, ...(cursor === undefined ? {} : { cursor }) });
      found.push(...listed.mails);
      cursor = listed.cursor;
    } while (cursor !== undefined);
  }
  return found.filter(
    ({ conversationId, from }) =>
      (conversationId !== null && conversations.includes(conversationId)) ||
      from.toLowerCase() === email?.toLowerCase(),
  );
}

/** What a visitor is known by: their conversations, and their address if they have one. Undefined if nothing is stored of them. */
export async function tracesOf(
  table: Pick<ConversationStore, 'conversationsOf'> & Pick<VisitorStore, 'visitor'>,
  id: VisitorId,
): Promise<
  | { readonly visitor: Awaited<ReturnType<VisitorStore['visitor']>>; readonly ids: readonly ConversationId[] }
  | undefined
> {
  const [visitor, ids] = await Promise.all([table.visitor(id), table.conversationsOf(id)]);
  return visitor === undefined && ids.length === 0 ? undefined : { visitor, ids };
}

/** Addresses and ids by which something may still lead to a visitor. */
export async function knownAs(
  table: Pick<ConversationStore, 'conversations'> & Pick<NotificationStore, 'ledger'>,
  visitor: Visitor | undefined,
  ids: readonly ConversationId[],
): Promise<KnownAs> {
  const conversations = await table.conversations(ids);
  const sent = await Promise.all(ids.map((id) => table.ledger(id)));
  const emails = [
    visitor?.address?.email,
    visitor?.mailedAs,
    ...(visitor?.refused ?? []).map(({ email }) => email),
    ...sent.flatMap((ledger) => ledger.emails.map(({ to }) => to)),
  ];
  return {
    emails: [...new Set(emails.flatMap((email) => (email === undefined ? [] : [email.toLowerCase()])))],
    formerIds: [...new Set(conversations.flatMap(({ broughtAlong }) => broughtAlong?.from ?? []))],
  };
}
