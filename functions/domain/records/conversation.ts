import type { Instant } from '../instant.ts';
import type { BroughtAlong } from './brought-along.ts';
import type { Episode } from './episode.ts';
import { beforeFirst } from './ids.ts';
import type { AgentId, ConversationId, Seq, VisitorId } from './ids.ts';
import type { Author, Channel } from './message.ts';

/** `closed` is final. */
export type Status = 'open' | 'pending' | 'solved' | 'closed';

/** How the e-mails of a conversation hang together in the visitor's mail program (RFC 5322 section 3.6.4). */
export interface Thread {
  /** The conversation that the thread began with; its root id stands first in References of every mail. */
  readonly root: ConversationId;
  /** Message ids with angle brackets, newest last, at most ten: more do not fit into one header. */
  readonly ids: readonly string[];
  /** Subject of the first e-mail; later ones are `Re: ` it. */
  readonly subject?: string;
  /** The visitor's own Message-ID, when they wrote last. */
  readonly inReplyTo?: string;
}

/** What lists of conversations show of a message. */
export interface LastMessage {
  readonly seq: Seq;
  readonly author: Author;
  readonly channel: Channel;
  /** At most 120 characters. */
  readonly snippet: string;
  /** It has no text: the snippet names its files. */
  readonly filesOnly?: true;
  readonly sentAt: Instant;
}

/** What the automatic voices have said so far. */
export interface Automatic {
  /** Where the visitor was asked for their address; at most once. */
  readonly requestedEmailAt: Seq | null;
  /** The return that the last away message promised: one message for each absence. */
  readonly awayUntil: Instant | null;
  /** The visitor's message after which an automatic voice spoke last: one voice per idle window. */
  readonly spokeAfter: Seq;
}

/** All of a conversation but its messages: one DynamoDB item, changed only on condition of its version. */
export interface Conversation extends Episode {
  readonly id: ConversationId;
  /** As loaded; 0 for one not stored yet. */
  readonly version: number;
  readonly status: Status;
  readonly visitorId: VisitorId;
  readonly broughtAlong?: BroughtAlong;
  readonly assignee: AgentId | null;
  readonly lastSeq: Seq;
  /** Public messages by agents, and messages by visitor and others, ever. */
  readonly counts: { readonly agent: number; readonly visitor: number };
  readonly visitorReadThrough: Seq;
  readonly agentReadThrough: Seq;
  /** `counts` as they stood at the two read cursors. */
  readonly visitorReadCount: number;
  readonly agentReadCount: number;
  readonly lastVisitorChannel: Channel;
  /** Since when the visitor has been waiting for an answer. */
  readonly waitingSince: Instant | null;
  /** Since when the visitor has been waiting, or not been waiting: the order of the queue. */
  readonly queuedSince: Instant;
  /** 128 random bits: the local part of the reply address, which never changes. */
  readonly replyToken: string;
  readonly thread: Thread;
  /** Addresses that want no more e-mails about this conversation. */
  readonly optedOut: readonly string[];
  /** When the last address was disowned that this conversation knows of: it has told so, and has another reply address since. */
  readonly disownedAt?: Instant;
  readonly automatic: Automatic;
  readonly continues: ConversationId | null;
  readonly continuedBy: ConversationId | null;
  /** The newest message that visitors may see. */
  readonly last: LastMessage | null;
  /** The newest that a person wrote, where `last` is another one: an automatic message, or one before it that only agents see. */
  readonly lastByPerson?: LastMessage | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

export interface NewConversation {
  readonly id: ConversationId;
  readonly visitorId: VisitorId;
  readonly replyToken: string;
  readonly now: Instant;
  /** The closed conversation that this one goes on from. */
  readonly continues?: Conversation;
}

/** A conversation without a message. One that continues another takes over its reply token, its thread, how the visitor wrote last and who is in charge. */
export function newConversation({ id, visitorId, replyToken, now, continues }: NewConversation): Conversation {
  return {
    id,
    version: 0,
    status: 'open',
    visitorId,
    assignee: continues?.assignee ?? null,
    lastSeq: beforeFirst,
    counts: { agent: 0, visitor: 0 },
    visitorReadThrough: beforeFirst,
    agentReadThrough: beforeFirst,
    visitorReadCount: 0,
    agentReadCount: 0,
    settledThrough: beforeFirst,
    lastEpisode: 0,
    pending: null,
    sending: null,
    undelivered: null,
    lastVisitorChannel: continues?.lastVisitorChannel ?? 'messaging',
    waitingSince: null,
    queuedSince: now,
    replyToken: continues?.replyToken ?? replyToken,
    thread: continues?.thread ?? { root: id, ids: [] },
    optedOut: continues?.optedOut ?? [],
    ...(continues?.broughtAlong === undefined ? {} : { broughtAlong: continues.broughtAlong }),
    automatic: { requestedEmailAt: null, awayUntil: null, spokeAfter: beforeFirst },
    continues: continues?.id ?? null,
    continuedBy: null,
    last: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** Messages of the other side that the visitor, or the agents, have not read. */
export function unreadCount(conversation: Conversation, reader: 'visitor' | 'agent'): number {
  return reader === 'visitor'
    ? conversation.counts.agent - conversation.visitorReadCount
    : conversation.counts.visitor - conversation.agentReadCount;
}
