import type { SuppressedAddress } from './suppression-list.ts';
import { domainOf } from './mail-address.ts';

/** What SES reports of one recipient, in the order in which it does. */
export type Outcome =
  | { readonly kind: 'delivery' }
  | { readonly kind: 'bounce'; readonly subType: 'General' | 'Suppressed' | 'OnAccountSuppressionList' | 'MailboxFull' }
  | { readonly kind: 'complaint' };

/** What SES reports: that it took the mail on, and what became of it with each recipient. */
export type SendingEvent = { readonly kind: 'send' } | (Outcome & { readonly recipient: string });

/**
 * What becomes of a mail to an address: everything is delivered, except to the account's suppressed addresses and to the
 * mailbox simulator, whose addresses may carry a label (`bounce+x@…`).
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator
 */
export function outcomesFor(address: string, suppressed: SuppressedAddress | undefined): Outcome[] {
  if (suppressed !== undefined) return [{ kind: 'bounce', subType: 'OnAccountSuppressionList' }];
  if (!isSimulator(address)) return [{ kind: 'delivery' }];
  const [name] = address.toLowerCase().split(/[+@]/);
  switch (name) {
    case 'bounce':
      return [{ kind: 'bounce', subType: 'General' }];
    case 'suppressionlist':
      return [{ kind: 'bounce', subType: 'Suppressed' }];
    case 'complaint':
      return [{ kind: 'delivery' }, { kind: 'complaint' }];
    default:
      return [{ kind: 'delivery' }];
  }
}

/** Its addresses never get onto the suppression list. */
export function isSimulator(address: string): boolean {
  return domainOf(address) === 'simulator.amazonses.com';
}
