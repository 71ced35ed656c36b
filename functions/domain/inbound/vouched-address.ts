import { parseVisitorAddress } from '../email/address.ts';
import { judgeSender } from '../email/judge-sender.ts';
import type { Taken } from './taken.ts';

/** The address of a person who wrote a mail themselves, as its domain vouches, and whom an answer can reach; undefined where that is not so. */
export function vouchedAddress({ mail, arrival }: Taken): string | undefined {
  const from = mail.mail.from?.address;
  if (mail.kind !== 'reply' || mail.warnings.includes('unreadable') || from === undefined) return undefined;
  const { envelopeFrom, verdicts } = arrival;
  const isVouchedFor = judgeSender({ mail: mail.mail, envelopeFrom, verdicts, visitorAddress: from }) === 'visitor';
  const parsed = parseVisitorAddress(from);
  return isVouchedFor && parsed.kind === 'accepted' ? parsed.address : undefined;
}
