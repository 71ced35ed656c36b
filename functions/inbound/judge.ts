import type { InboundMail } from '../email/inbound.ts';
import type { Arrival } from './arrival.ts';

export function judge(
  { from }: InboundMail,
  { verdicts }: Arrival,
  visitorAddress: string | undefined,
): 'visitor' | 'other' | 'quarantine' {
  if (verdicts.spam === 'FAIL' || (verdicts.dmarc === 'FAIL' && verdicts.dmarcPolicy !== 'none')) return 'quarantine';
  const same = from?.address.toLowerCase() === visitorAddress?.toLowerCase();
  return same && verdicts.dmarc === 'PASS' ? 'visitor' : 'other';
}
