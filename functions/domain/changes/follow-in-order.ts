import { TimeIsUp } from '../time-is-up.ts';
import { follow, subjectOf } from './follow.ts';
import type { Change, FollowPorts } from './follow.ts';

/** A record of the stream that has not been looked at yet. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Undefined for what nothing follows from. */
  readonly change: () => Change | undefined;
}

/** What a run of the function is told and asked while it follows. */
export interface Course {
  /** Is told why a record is to be tried again. */
  readonly failed: (error: unknown) => void;
  /** Whether no further record may be begun. */
  readonly isTimeUp: () => boolean;
}

/**
 * Follows records in the order of each conversation. One that fails keeps only those of its own conversation back; the
 * others are followed all the same. When time is up the rest is left, but for the first record, so that each attempt brings
 * the stream on. Returns the sequence number of the first that failed or was left: it and all that come after it
 * are to be tried again (which does those that succeeded no harm), those before it are done. Undefined when all are done.
 */
export async function followInOrder(
  ports: FollowPorts,
  records: readonly StreamRecord[],
  { failed, isTimeUp }: Course,
): Promise<string | undefined> {
  let first: string | undefined;
  const stuck = new Set<string>();
  for (const [index, record] of records.entries()) {
    if (index > 0 && isTimeUp()) {
      failed(new TimeIsUp(`${records.length - index} of ${records.length} changes are left for the next run`));
      return first ?? record.sequenceNumber;
    }
    let subject: string | undefined;
    try {
      const change = record.change();
      if (change === undefined) continue;
      subject = subjectOf(change);
      if (!stuck.has(subject)) await follow(ports, change);
    } catch (error) {
      failed(error);
      if (subject !== undefined) stuck.add(subject);
      first ??= record.sequenceNumber;
    }
  }
  return first;
}
