import { follow } from './follow.ts';
import type { Change, FollowPorts } from './follow.ts';

/** A record of the stream that has not been looked at yet. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Undefined for what nothing follows from. */
  readonly change: () => Change | undefined;
}

/**
 * Follows records in the order of each conversation. One that fails keeps only those of its own conversation back; the
 * others are followed all the same. Returns the sequence number of the first that failed: it and all that come after it
 * are to be tried again (which does those that succeeded no harm), those before it are done. Undefined when all are done.
 */
export async function followInOrder(
  ports: FollowPorts,
  records: readonly StreamRecord[],
  failed: (error: unknown) => void,
): Promise<string | undefined> {
  let first: string | undefined;
  const stuck = new Set<string>();
  for (const record of records) {
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

/** The conversation or the visitor that a change is about: within it the order counts. */
function subjectOf(change: Change): string {
  return change.kind === 'message' ? change.after.conversationId : change.after.id;
}
