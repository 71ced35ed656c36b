import type { MailStore } from './mail-store.ts';
import type { InboundPorts } from './ports.ts';
import type { Matched, Taken } from './taken.ts';

/** No person writes so often; two machines that answer each other do. */
const mostAnHour = { conversation: 20, sender: 30 };

/**
 * Whether there have been too many mails in the last hour, in this conversation or from this address: the last thing that ends a
 * loop, whatever the mails look like. Counts this one, and counts it again when it is tried again.
 */
export async function areTooMany(
  { table, count }: Pick<InboundPorts, 'count'> & { readonly table: Pick<MailStore, 'countWithinHour'> },
  { mail, arrival, conversation }: Taken & Partial<Pick<Matched, 'conversation'>>,
): Promise<boolean> {
  const sender = (mail.mail.from?.address ?? arrival.envelopeFrom).toLowerCase();
  const [ofSender, ofConversation] = await Promise.all([
    table.countWithinHour({ of: 'sender-mails', key: sender }),
    conversation === undefined ? 0 : table.countWithinHour({ of: 'conversation-mails', key: conversation.id }),
  ]);
  const tooMany = ofSender > mostAnHour.sender || ofConversation > mostAnHour.conversation;
  // lib/inbound-email.ts rings for it.
  if (tooMany)
    count(
      { name: 'TooManyMails', value: 1, unit: 'Count' },
      { conversation: conversation?.id ?? null, sesId: arrival.sesId },
    );
  return tooMany;
}
