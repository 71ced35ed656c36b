import type { Instant } from '../instant.ts';
import type { ConversationId, VisitorId } from '../records/ids.ts';
import type { Visitor } from '../records/visitor.ts';

/** Visitors, and by what they are found. */
export interface VisitorStore {
  visitor(id: VisitorId): Promise<Visitor | undefined>;
  visitors(ids: readonly VisitorId[]): Promise<readonly Visitor[]>;
  /** Visitors with a find term that begins so (see conversation/find-terms.ts), in the order of their terms. */
  findVisitors(beginning: string, limit: number): Promise<readonly VisitorId[]>;
  /** Replaces the terms that a visitor is found by. */
  replaceFindTerms(id: VisitorId, before: readonly string[], after: readonly string[]): Promise<void>;
  mailVisitor(email: string): Promise<VisitorId | undefined>;
  /** The visitor counts as present until the given instant. */
  setPresence(id: ConversationId, until: Instant): Promise<void>;
  presentUntil(id: ConversationId): Promise<Instant | null>;
}
