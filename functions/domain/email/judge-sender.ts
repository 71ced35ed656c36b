import { asciiDomain } from './address.ts';
import type { Mail } from './mail.ts';
import { signersOf } from './signers.ts';

/** What SES found out about a mail: `PASS`, `FAIL`, `GRAY` (no policy, or not sure), `PROCESSING_FAILED`, `DISABLED`. */
export type VerdictStatus = 'PASS' | 'FAIL' | 'GRAY' | 'PROCESSING_FAILED' | 'DISABLED';

export interface Verdicts {
  readonly spf: VerdictStatus;
  readonly dkim: VerdictStatus;
  readonly dmarc: VerdictStatus;
  readonly spam: VerdictStatus;
  readonly virus: VerdictStatus;
  /** What the sender's domain asks for; SES names it only when DMARC failed. */
  readonly dmarcPolicy?: string;
}

export interface Sender {
  readonly mail: Pick<Mail, 'from' | 'headers'>;
  /** Whose domain SPF is about; empty for bounces. */
  readonly envelopeFrom: string;
  readonly verdicts: Verdicts;
  /** Undefined while the visitor has no address. */
  readonly visitorAddress: string | undefined;
}

/**
 * Who writes, in three steps. `visitor`: the address is theirs and its domain vouches for it, by DMARC, or where it publishes none by SPF
 * or DKIM for that domain. `other`: somebody else with the token, or one nobody vouches for; they are shown as themselves and get no rights. `quarantine`:
 * mail that its supposed domain disowns, spam, and mail of nobody in particular, to be released by an agent.
 */
export function judgeSender(sender: Sender): 'visitor' | 'other' | 'quarantine' {
  const { mail, verdicts, visitorAddress } = sender;
  const from = mail.from?.address;
  if (from === undefined || verdicts.virus === 'FAIL' || verdicts.spam === 'FAIL') return 'quarantine';
  const disowned =
    verdicts.dmarc === 'FAIL' && ['quarantine', 'reject'].includes(verdicts.dmarcPolicy?.toLowerCase() ?? '');
  if (disowned) return 'quarantine';
  const isByDomain = (): boolean => isSentByDomain(from, sender) || isSignedByDomain(from, sender);
  const vouchedFor = verdicts.dmarc === 'PASS' || (verdicts.dmarc === 'GRAY' && isByDomain());
  return vouchedFor && visitorAddress !== undefined && isSameAddress(from, visitorAddress) ? 'visitor' : 'other';
}

function isSentByDomain(from: string, { envelopeFrom, verdicts }: Sender): boolean {
  return verdicts.spf === 'PASS' && areAligned(from, envelopeFrom);
}

/** Where SES does not say who signed, its verdict alone has to do. */
function isSignedByDomain(from: string, { mail, verdicts }: Sender): boolean {
  return verdicts.dkim === 'PASS' && (signersOf(mail)?.some((domain) => areAligned(from, domain)) ?? true);
}

/**
 * Whether the domain that sent or signed a mail may speak for the one in From: relaxed alignment (RFC 7489, 3.1), without a list
 * of public suffixes: one domain is the other or lies below it, so two below the same third do not count.
 */
function areAligned(from: string, speaker: string): boolean {
  const [one, other] = [from, speaker].map((address) => asciiDomain(address.slice(address.lastIndexOf('@') + 1)));
  if (one === undefined || other === undefined) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}

/** Mailbox names may differ in case only on paper (RFC 5321, 2.4); an international domain is one in either spelling. */
export function isSameAddress(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function comparable(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).trim();
  return `${address.slice(0, Math.max(0, at)).trim().toLowerCase()}@${asciiDomain(domain) ?? domain.toLowerCase()}`;
}
