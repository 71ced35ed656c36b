import type { RecordFolder } from '../disk/record-folder.ts';

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

export interface SuppressedAddress {
  readonly address: string;
  readonly reason: SuppressionReason;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/**
 * The account's suppression list: addresses that bounced for good or complained. SES accepts mail to them and does not
 * send it. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list.html
 */
export class SuppressionList {
  readonly #folder: RecordFolder<SuppressedAddress>;

  constructor(folder: RecordFolder<SuppressedAddress>) {
    this.#folder = folder;
  }

  find(address: string): SuppressedAddress | undefined {
    return this.#folder.get(address.toLowerCase());
  }

  add(address: string, reason: SuppressionReason, addedAt: number): void {
    this.#folder.put(address.toLowerCase(), { address: address.toLowerCase(), reason, addedAt });
  }

  remove(address: string): void {
    this.#folder.delete(address.toLowerCase());
  }
}
