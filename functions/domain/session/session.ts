import type { ConversationId, VisitorId } from '../records/ids.ts';
import type { SeenAddress } from '../records/visitor.ts';

/** What a visitor's session may do: all that is theirs, or one conversation for as long as their address stays the same. */
export type Scope =
  | { readonly kind: 'visitor' }
  | ({ readonly kind: 'conversation'; readonly conversationId: ConversationId } & SeenAddress);

export interface Session {
  readonly visitorId: VisitorId;
  readonly scope: Scope;
}

export interface SessionKey {
  readonly kid: string;
  readonly secret: string;
}

/** The first key signs; all verify, so that a key can be replaced without ending anybody's session. */
export type SessionKeys = readonly [SessionKey, ...SessionKey[]];

/** The keys a deployment signs and verifies with. */
export interface Keys {
  readonly session: SessionKeys;
  /** What the site signs its users' identity tokens with; undefined until the operator sets one. */
  readonly identity: string | undefined;
}
