import type { ConversationStore } from '../conversation/conversation-store.ts';
import { plusMinutes } from '../instant.ts';
import type { World } from '../world.ts';
import type { NotificationStore } from './notification-store.ts';
import { isAbandoned } from './outcome.ts';
import type { UnreadTimer } from './unread-timer.ts';

/** A ring may be late by itself, and a check takes its time: what is overdue for longer was lost. */
const graceMinutes = 2;

/** At most this many of each shard in one sweep; the next one takes what is left. */
const mostPerShard = 200;

/**
 * Finds what a lost timer left behind: schedules that were never created, rings that were never delivered, claims whose
 * holder died. Each gets its check now. Returns how many were found.
 */
export async function sweepOverdue(
  world: World,
  table: Pick<ConversationStore, 'conversation'> & Pick<NotificationStore, 'dueBefore'>,
  timer: Pick<UnreadTimer, 'checkNow'>,
): Promise<number> {
  const now = world.now();
  let found = 0;
  for (const due of await table.dueBefore(plusMinutes(now, -graceMinutes), mostPerShard)) {
    const conversation = await table.conversation(due.conversationId);
    const { sending = null, pending = null } = conversation ?? {};
    if (sending !== null && !isAbandoned(sending, now)) continue;
    const overdue = sending ?? pending;
    if (overdue === null) continue;
    await timer.checkNow({ conversationId: due.conversationId, episode: overdue.episode, arm: overdue.arm });
    found += 1;
  }
  return found;
}
