import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { DecisionRecord } from '../records/decision.ts';
import type { VisitorId } from '../records/ids.ts';
import type { Message } from '../records/message.ts';
import type { OutboundEmail } from '../records/outbound-email.ts';
import type { Visitor } from '../records/visitor.ts';

/** What became of an item of the table, as far as integrators may be told of it. `at` is to the second. */
export type Happening = { readonly at: Instant } & (
  | {
      readonly of: 'conversation';
      readonly before: Conversation | undefined;
      readonly after: Conversation;
      /** As stored; the value itself carries the one that it was made from. */
      readonly version: number;
    }
  | { readonly of: 'message'; readonly before: Message | undefined; readonly after: Message }
  | { readonly of: 'decision'; readonly after: DecisionRecord }
  | { readonly of: 'email'; readonly before: OutboundEmail | undefined; readonly after: OutboundEmail }
  | { readonly of: 'visitor'; readonly before: Visitor | undefined; readonly after: Visitor }
  | { readonly of: 'erasure'; readonly visitorId: VisitorId }
);
