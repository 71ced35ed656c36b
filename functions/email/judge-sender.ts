import { asciiDomain } from './address.ts';

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
  /** The one address in From; undefined when there is none or there are several. */
  readonly from: string | undefined;
  /** Whose domain SPF is about; empty for bounces. */
  readonly envelopeFrom: string;
  readonly verdicts: Verdicts;
  /** Undefined while the visitor has no address. */
  readonly visitorAddress: string | undefined;
}

/**
 * Who writes, in three steps. `visitor`: the address is his and its domain vouches for it, by DMARC, or where it publishes none by SPF
 * for that domain, or by DKIM. `other`: somebody else with the token, or one nobody vouches for; he is shown as himself and gets no rights. `quarantine`:
 * mail that its supposed domain disowns, spam, and mail of nobody in particular, to be released by an agent.
 */
export function judgeSender(sender: Sender): 'visitor' | 'other' | 'quarantine' {
  const { from, envelopeFrom, verdicts, visitorAddress } = sender;
  if (from === undefined || verdicts.virus === 'FAIL' || verdicts.spam === 'FAIL') return 'quarantine';
  const disowned =
    verdicts.dmarc === 'FAIL' && ['quarantine', 'reject'].includes(verdicts.dmarcPolicy?.toLowerCase() ?? '');
  if (disowned) return 'quarantine';
  const isSentByDomain = verdicts.spf === 'PASS' && areAligned(from, envelopeFrom);
  const vouchedFor =
    verdicts.dmarc === 'PASS' || (verdicts.dmarc === 'GRAY' && (isSentByDomain || verdicts.dkim === 'PASS'));
  return vouchedFor && visitorAddress !== undefined && isSameAddress(from, visitorAddress) ? 'visitor' : 'other';
}

/**
 * Whether the domain that sent a mail may speak for the one in From: relaxed alignment (RFC 7489, 3.1.2), without a list of public
 * suffixes: one domain is the other or lies below it, so two below the same third do not count.
 */
function areAligned(from: string, envelopeFrom: string): boolean {
  const [one, other] = [from, envelopeFrom].map((address) => asciiDomain(address.slice(address.lastIndexOf('@') + 1)));
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
