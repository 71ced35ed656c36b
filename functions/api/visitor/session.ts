import type { ConversationStore } from '../../domain/conversation/conversation-store.ts';
import { goesOnFrom } from '../../domain/conversation/goes-on-from.ts';
import type { AttachmentFiles } from '../../domain/files/attachment-files.ts';
import type { Realtime } from '../../domain/realtime/realtime.ts';
import { ofPresentVisitor } from '../../domain/records/brought-along.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { ConversationId } from '../../domain/records/ids.ts';
import { isStillAddress } from '../../domain/records/visitor.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import type { Session, SessionKeys } from '../../domain/session/session.ts';
import type { Table } from '../../domain/table/table.ts';
import type { World } from '../../domain/world.ts';
import type { Request } from '../http/api.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { notFound, Problem } from '../http/problem.ts';
import { verifySession } from '../http/session-token.ts';

/** What the visitor API needs from outside. */
export interface VisitorPorts {
  readonly world: World;
  readonly table: Table;
  readonly attachments: AttachmentFiles;
  readonly keys: () => Promise<{ readonly session: SessionKeys; readonly identity: string | undefined }>;
  readonly realtime: Realtime;
  /** `wss://…`, without a query. */
  readonly websocketUrl: string;
}

/** A session whose visitor exists and which still holds. */
export interface Authenticated {
  readonly session: Session;
  readonly visitor: Visitor;
}

/** Whose request this is. Throws 401 when the token is missing, forged, expired or revoked. */
export async function authenticate(ports: VisitorPorts, request: Request): Promise<Authenticated> {
  const token = bearerToken(request);
  const session = token && (await verifySession(token, (await ports.keys()).session, ports.world.now()));
  const authenticated = session && (await withVisitor(ports, session));
  if (!authenticated) throw new Problem(401, 'unauthorized');
  return authenticated;
}

/** The session with its visitor; undefined if it is limited to a conversation and they have had another address since, or none. */
export async function withVisitor(
  { table }: Pick<VisitorPorts, 'table'>,
  session: Session,
): Promise<Authenticated | undefined> {
  const present = await ofPresent(table, session);
  const visitor = await table.visitor(present.visitorId);
  if (visitor === undefined) return undefined;
  const { scope } = present;
  const revoked = scope.kind === 'conversation' && !isStillAddress(visitor, scope);
  return revoked ? undefined : { session: present, visitor };
}

/** One from an e-mail is that of whom its conversation went to with a login since. */
async function ofPresent(table: VisitorPorts['table'], session: Session): Promise<Session> {
  if (session.scope.kind === 'visitor') return session;
  const conversation = await table.conversation(session.scope.conversationId);
  if (conversation === undefined) return session;
  const { visitorId, ...scope } = ofPresentVisitor({ visitorId: session.visitorId, ...session.scope }, conversation);
  return { visitorId, scope };
}

/** The visitor's conversation of that id. Throws 404 if there is none, it is somebody else's or outside the session's scope. */
export async function ownConversation(
  { table }: Pick<VisitorPorts, 'table'>,
  { session }: Authenticated,
  id: string | undefined,
): Promise<Conversation> {
  const conversation = await table.conversation(id as ConversationId);
  if (conversation?.visitorId !== session.visitorId) throw notFound('conversation');
  if (!(await isInScope(table, session, conversation))) throw notFound('conversation');
  return conversation;
}

/** A resumed session sees its conversation and what goes on from it. */
export async function isInScope(
  table: Pick<ConversationStore, 'conversation'>,
  { scope }: Session,
  conversation: Conversation,
): Promise<boolean> {
  return scope.kind === 'visitor' || goesOnFrom(table, conversation, scope.conversationId);
}
