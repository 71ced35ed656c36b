import type { Instant } from '../instant.ts';
import type { Connection, Topic } from '../records/connection.ts';
import type { VisitorId } from '../records/ids.ts';

/** WebSocket connections, and the tickets that admit them. */
export interface ConnectionStore {
  /** A visitor's ticket begins with their id. */
  putTicket(ticket: string, topic: Topic, expiresAt: Instant): Promise<void>;
  /** Redeems a ticket; undefined if it never was, has expired or was redeemed before. */
  takeTicket(ticket: string): Promise<Topic | undefined>;
  putConnection(connection: Connection): Promise<void>;
  /** Whether it is remembered whole, so that it is among the `connections` of its audience. */
  isConnected(connectionId: string): Promise<boolean>;
  removeConnection(connectionId: string): Promise<void>;
  connections(audience: Audience): Promise<readonly Connection[]>;
}

export type Audience = { readonly kind: 'agents' } | { readonly kind: 'visitor'; readonly visitorId: VisitorId };
