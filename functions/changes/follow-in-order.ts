import { follow } from './follow.ts';
import type { Change, FollowPorts } from './follow.ts';

/** A record of the stream that has not been looked at yet. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Undefined for what nothing follows from. */
  readonly change: () => Change | undefined;
}

/**
 * Follows records in their order. Returns the sequence number of the first one that failed: it and all that come after it
 * are to be tried again, those before it are done. Undefined when all are done.
 */
export async function followInOrder(
  ports: FollowPorts,
  records: readonly StreamRecord[],
  failed: (error: unknown) => void,
): Promise<string | undefined> {
  for (const record of records) {
    try {
      const change = record.change();
      if (change !== undefined) await follow(ports, change);
    } catch (error) {
      failed(error);
      return record.sequenceNumber;
    }
  }
  return undefined;
}
