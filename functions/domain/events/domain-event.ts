import type { Instant } from '../instant.ts';
import type { Status } from '../records/conversation.ts';
import type { DecisionRecord } from '../records/decision.ts';
import type { AgentId, ConversationId, Seq, VisitorId } from '../records/ids.ts';
import type { Author, Channel, SystemKind, Visibility } from '../records/message.ts';
import type { DeliveryState } from '../records/outbound-email.ts';

/** `source` of every event on the bus. */
export const eventSource = 'continuous-conversations';

/** What every detail has. Fields may be added to version 1; what is there stays as it is. */
interface Common {
  readonly version: 1;
  /** The same whenever the same happening is told again; it never names another one. */
  readonly id: string;
  /** When it happened: to the millisecond where the table says so, else to the second. */
  readonly at: Instant;
}

/** A conversation as it was right after what is told. */
interface ConversationState {
  readonly conversationId: ConversationId;
  /** Grows with every change of the conversation: a lower one is older. */
  readonly conversationVersion: number;
  readonly visitorId: VisitorId;
  readonly status: Status;
  readonly assignee: AgentId | null;
  readonly lastSeq: Seq;
}

interface Details {
  'conversation created': ConversationState & {
    readonly channel: Channel;
    /** The closed conversation that it goes on from. */
    readonly continues: ConversationId | null;
  };
  'conversation status changed': ConversationState & { readonly previousStatus: Status };
  'conversation assigned': ConversationState & { readonly previousAssignee: AgentId | null };
  'conversation brought along': ConversationState & { readonly previousVisitorId: VisitorId };
  'conversation read': ConversationState & { readonly by: 'visitor' | 'agent'; readonly through: Seq };
  'message added': {
    readonly conversationId: ConversationId;
    readonly seq: Seq;
    /** Whoever is no visitor and no agent has no id. */
    readonly author: { readonly kind: Author['kind']; readonly id?: VisitorId | AgentId };
    readonly channel: Channel;
    /** `note` is for agents only. */
    readonly visibility: Visibility;
    readonly kind?: SystemKind;
    /** How many. */
    readonly attachments: number;
  };
  'message deleted': { readonly conversationId: ConversationId; readonly seq: Seq };
  'notification decided': {
    readonly conversationId: ConversationId;
    readonly episode: number;
    readonly arm: number;
    readonly decision: DecisionRecord['decision'];
    readonly firstSeq: Seq;
    readonly through: Seq;
  };
  'e-mail state changed': {
    readonly conversationId: ConversationId;
    readonly episode: number;
    readonly attempt: number;
    readonly sesId: string;
    readonly state: DeliveryState;
    /** The messages that it shows or counts. */
    readonly messages: readonly Seq[];
  };
  'visitor address changed': {
    readonly visitorId: VisitorId;
    /** Grows with every change of the address or its state. */
    readonly addressVersion: number;
    readonly address: DecisionRecord['saw']['address'];
  };
  'visitor erased': { readonly visitorId: VisitorId };
}

export type DetailType = keyof Details;

/** What integrators are told of what happened: ids, states and times, never what people wrote, their names, addresses or tokens. */
export type DomainEvent = {
  readonly [Type in DetailType]: { readonly detailType: Type; readonly detail: Common & Details[Type] };
}[DetailType];
