import type { Instant } from '../instant.ts';
import type { AgentId, ConversationId, Seq } from './ids.ts';
import type { Attachment, LeftOut } from './message.ts';

/** `unmatched`: belongs to no conversation, or is no message of one. `quarantined`: not to be trusted without an agent's word. */
export type KeptState = 'unmatched' | 'quarantined';

/** Mail that became no message, kept for agents to see, with all that it takes to make it one. */
export interface KeptMail {
  /** Leads to the item: see inbound/kept-mail-id.ts. */
  readonly id: string;
  readonly state: KeptState;
  /** Why it was kept: the kind of mail it is, or what is wrong with it. */
  readonly reason: string;
  readonly mailKey: string;
  /** Empty if the mail names nobody. */
  readonly from: string;
  readonly name?: string;
  readonly subject: string;
  /** As the message would have it; of a mail with a virus: empty. */
  readonly text: string;
  readonly quoted: string;
  readonly attachments: readonly Attachment[];
  readonly leftOut?: readonly LeftOut[];
  /** Where it would have gone. */
  readonly conversationId: ConversationId | null;
  /** An agent may begin a conversation with it: a person wrote it under this address, for which its domain vouches. */
  readonly beginning?: { readonly address: string; readonly messageId?: string };
  readonly receivedAt: Instant;
}

/** What remains of a kept mail that an agent has decided about. */
export interface SettledMail {
  readonly id: string;
  readonly action: 'release' | 'attach' | 'begin' | 'discard';
  /** Where the agent put it, or what they began with it; the message may have gone on to its successor. Null when it was discarded. */
  readonly conversationId: ConversationId | null;
  /** The message that it became; null when it was discarded. */
  readonly message: { readonly conversationId: ConversationId; readonly seq: Seq } | null;
  readonly by: AgentId;
  readonly at: Instant;
}
