import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { DecisionRecord } from '../records/decision.ts';
import type { Pending, Sending } from '../records/episode.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Write } from '../records/write.ts';

/** The record of a decision about an episode, with what the decision saw. */
export function decisionRecord(
  decision: DecisionRecord['decision'],
  seen: {
    readonly conversation: Conversation;
    readonly episode: Pending | Sending;
    readonly visitor: Visitor | undefined;
    readonly at: Instant;
    readonly detail?: string;
  },
): Write {
  const { conversation, episode, visitor, at, detail } = seen;
  return {
    kind: 'decision',
    value: {
      conversationId: conversation.id,
      episode: episode.episode,
      arm: episode.arm,
      decision,
      at,
      saw: {
        firstSeq: episode.firstSeq,
        through: 'upTo' in episode ? episode.upTo : conversation.lastSeq,
        visitorReadThrough: conversation.visitorReadThrough,
        settledThrough: conversation.settledThrough,
        dueAt: 'dueAt' in episode ? episode.dueAt : null,
        address: visitor?.address?.state ?? 'none',
      },
      ...(detail === undefined ? {} : { detail }),
    },
  };
}
