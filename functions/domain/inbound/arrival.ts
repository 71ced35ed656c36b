import type { Verdicts } from '../email/judge-sender.ts';
import type { Instant } from '../instant.ts';

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
  readonly verdicts: Verdicts;
  readonly receivedAt: Instant;
}
