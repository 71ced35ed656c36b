import type { Instant } from '../instant.ts';

/** SES's judgement of one property of a mail. */
export type Verdict = 'PASS' | 'FAIL' | 'GRAY' | 'PROCESSING_FAILED' | 'DISABLED';

/** A mail that SES has received and stored. */
export interface Arrival {
  /** SES's id of this delivery. */
  readonly sesId: string;
  /** Where the raw mail lies in the mail bucket. */
  readonly mailKey: string;
  /** Envelope sender; empty for bounces. */
  readonly envelopeFrom: string;
  /** Envelope recipients that the receipt rule matched. */
  readonly recipients: readonly string[];
  readonly verdicts: {
    readonly spam: Verdict;
    readonly virus: Verdict;
    readonly spf: Verdict;
    readonly dkim: Verdict;
    readonly dmarc: Verdict;
    readonly dmarcPolicy?: string;
  };
  readonly receivedAt: Instant;
}
