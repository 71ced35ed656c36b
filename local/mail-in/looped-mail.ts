import type { SteppedClock } from '../clock/stepped-clock.ts';
import type { EventQueue, HeldEvent } from '../lambda/event-queue.ts';
import type { ObjectStore } from '../s3/object-store.ts';
import { receivedMailId } from './received-mail.ts';
import { appliesTo, applyRule } from './receipt-rules.ts';
import type { ReceiptRule } from './receipt-rules.ts';
import type { Verdicts } from './verdicts.ts';

export interface LoopedMailOptions {
  readonly rules: readonly ReceiptRule[];
  readonly objects: ObjectStore;
  readonly events: Pick<EventQueue, 'hold'>;
  readonly clock: SteppedClock;
}

/** A mail that SES sends, on its way to its recipients. */
export interface LeavingMail {
  readonly id: string;
  readonly raw: Buffer;
  readonly recipients: readonly string[];
}

/** SES signs for the domains it has verified, and lets nobody else send from them. */
const passed: Verdicts = {
  spf: 'PASS',
  dkim: 'PASS',
  dmarc: 'PASS',
  spam: 'PASS',
  virus: 'PASS',
  dmarcPolicy: undefined,
};

/**
 * Takes in, by the receipt rules, what SES sends to an address that it receives mail for. All of it is on disk when this
 * resolves; the functions are called when the events that it answers are started.
 */
export async function holdLooped(
  { rules, objects, events, clock }: LoopedMailOptions,
  { id, raw, recipients }: LeavingMail,
): Promise<readonly HeldEvent[]> {
  const held: HeldEvent[] = [];
  const asynchronous = {
    accept: (functionArn: string, event: string): void => void held.push(events.hold(functionArn, event)),
  };
  for (const rule of rules) {
    const own = recipients.filter((recipient) => appliesTo(rule, recipient));
    if (own.length === 0) continue;
    const mail = {
      id: receivedMailId(),
      receivedAt: clock.date(),
      source: `${id}@amazonses.com`,
      recipients: own,
      verdicts: passed,
      raw,
      client: { name: 'a8-1.smtp-out.amazonses.com', address: '127.0.0.1' },
    };
    await applyRule(rule, mail, { objects, asynchronous });
  }
  return held;
}
