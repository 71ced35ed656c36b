import { decisionRecord } from '../conversation/decision-record.ts';
import { presenceCapMinutes } from '../conversation/intent.ts';
import type { Conversation } from '../records/conversation.ts';
import { againOf, heldLike, rearmed } from '../records/episode.ts';
import type { Pending, Sending } from '../records/episode.ts';
import type { World } from '../world.ts';
import { addressUnchanged, claimAndSend } from './claim.ts';
import type { Carried } from './claim.ts';
import { decide, unreadAnswers } from './decide.ts';
import type { Situation } from './decide.ts';
import { claimed, ended, frozenMessages, withUndelivered } from './outcome.ts';
import type { DeliveryPorts } from './send-claimed.ts';

/**
 * Takes over a claim whose holder has been silent past its lease and of which SES's events told nothing for the grace
 * time: the mail was most probably never sent. Decides again about the frozen messages and sends once more; when that
 * happened before, the e-mail is given up and the agent sees it.
 */
export async function takeOver(
  world: World,
  ports: DeliveryPorts,
  situation: Situation,
  sending: Sending,
): Promise<Carried> {
  const { conversation, visitor, now } = situation;
  const end = async (decision: Parameters<typeof decisionRecord>[0], changed: Conversation): Promise<Carried> => {
    const record = decisionRecord(decision, { conversation, episode: sending, visitor, at: now });
    // An address that comes meanwhile must not be waited for.
    const unchanged = decision === 'waiting-for-address' ? [addressUnchanged(visitor)] : [];
    const commit = await ports.table.commit([{ kind: 'conversation', value: changed }, record, ...unchanged]);
    return commit.kind === 'committed' ? 'done' : 'lost';
  };
  if (sending.afterUnknown) return end('failed', ended(conversation, sending, now));

  const pending = pendingAgain(sending, conversation.pending, now);
  const messages = frozenMessages(sending, situation.messages);
  const decision = decide({ ...situation, messages, conversation: { ...conversation, sending: null, pending } });
  switch (decision.kind) {
    case 'send': {
      const claim = { claimId: world.random.token(), now, afterUnknown: true };
      const { sending: next } = claimed({ ...conversation, lastSeq: sending.upTo }, pending, decision, claim);
      return claimAndSend(world, ports, {
        conversation: { ...conversation, sending: next },
        visitor,
        messages: decision.messages,
      });
    }
    case 'skip':
      return end(
        decision.reason,
        withUndelivered(
          ended(conversation, sending, now),
          decision.reason,
          unreadAnswers(conversation, messages, pending.again),
        ),
      );
    case 'wait-for-address':
      return end('waiting-for-address', {
        ...conversation,
        sending: null,
        pending: heldLike({ ...pending, state: 'waiting-for-address' }, conversation.pending),
      });
    case 'rearm': {
      const { firstSeq, dueAt } = decision;
      const again = heldLike(rearmed(pending, { firstSeq, dueAt }), conversation.pending);
      return end('released', { ...conversation, sending: null, pending: again });
    }
    case 'hold':
    case 'nothing':
      // Presence has no say any more and the episode is armed: neither can come.
      return 'done';
  }
}

/** The claim as the episode it came from: due, and not put off any more. */
function pendingAgain(sending: Sending, next: Pending | null, now: Pending['dueAt']): Pending {
  return {
    episode: sending.episode,
    arm: sending.arm + 1,
    firstSeq: sending.firstSeq,
    dueAt: now,
    state: 'armed',
    presenceHeld: presenceCapMinutes,
    attempts: sending.attempt,
    ...againOf(sending, next),
  };
}
