import type { Conversation } from '../conversation/conversation.ts';
import type { VisitorId } from '../conversation/ids.ts';
import type { Message } from '../conversation/message.ts';
import type { DecisionRecord, OutboundEmail } from '../conversation/records.ts';
import type { Visitor } from '../conversation/visitor.ts';
import type { Instant } from '../instant.ts';

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
