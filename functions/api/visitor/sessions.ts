import { mostIdentityTokenCharacters, mostNameCharacters } from '../../../contract/limits.ts';
import type * as wire from '../../../contract/wire.ts';
import { advanceRead } from '../../domain/conversation/advance-read.ts';
import type { VisitorId } from '../../domain/records/ids.ts';
import { withAddress } from '../../domain/records/visitor.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import type { Session } from '../../domain/session/session.ts';
import { chooseLocale } from '../../domain/settings/settings.ts';
import { typedAddress } from '../http/accepted-address.ts';
import type { Handler, Request } from '../http/api.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { decodeFields, ifGiven, optional, text } from '../http/decode.ts';
import { idOf } from '../http/id.ts';
import { presentVisitor } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { signSession, verifySession } from '../http/session-token.ts';
import { identifiedVisitor, isIdentified } from './identity.ts';
import { presentLink } from './present-link.ts';
import { readEmail } from './profile.ts';
import { withVisitor } from './session.ts';
import type { Authenticated, VisitorPorts } from './session.ts';

const fields = {
  locale: optional(text(1, 35)),
  name: optional(text(1, mostNameCharacters)),
  email: ifGiven(typedAddress),
  identityToken: optional(text(1, mostIdentityTokenCharacters)),
  pageUrl: optional(text(1, 2048)),
};

type SessionRequest = ReturnType<typeof decodeFields<typeof fields>>;

/** `POST /v1/visitor/sessions`: a new visitor, the one whom the site vouches for, or a new token for the present one. */
export function createSession(ports: VisitorPorts): Handler {
  return async (request) => {
    const wanted = decodeFields(request.json(), fields);
    const present = await presentSession(ports, request);
    if (wanted.identityToken === undefined && present !== undefined) {
      return { status: 200, body: await sessionBody(ports, present.session, await refreshed(ports, present, wanted)) };
    }
    const visitor =
      wanted.identityToken === undefined
        ? await storeNew(ports, await newVisitor(ports, wanted, ports.world.random.token() as VisitorId))
        : await loggedIn(ports, wanted, wanted.identityToken, present);
    return {
      status: 201,
      body: await sessionBody(ports, { visitorId: visitor.id, scope: { kind: 'visitor' } }, visitor),
    };
  };
}

/** `POST /v1/visitor/sessions/resume`: the link in an e-mail, followed. What that e-mail showed counts as read. */
export function resumeSession(ports: VisitorPorts): Handler {
  return async (request) => {
    const { resumeToken } = decodeFields(request.json(), { resumeToken: text(0, Number.POSITIVE_INFINITY) });
    const { table, world } = ports;
    const link = await presentLink(table, 'resume', idOf(resumeToken));
    if (link === undefined) throw notFound('link');
    const { conversationId, visitorId, email, addressVersion, upTo } = link;
    const session: Session = { visitorId, scope: { kind: 'conversation', conversationId, email, addressVersion } };
    const authenticated = link.expiresAt > world.now() ? await withVisitor(ports, session) : undefined;
    if (authenticated === undefined) throw new Problem(410, 'gone');
    const shown = await table.message(conversationId, upTo);
    if (shown !== undefined) await advanceRead(world, table, 'visitor', shown);
    return { status: 200, body: { ...(await sessionBody(ports, session, authenticated.visitor)), conversationId } };
  };
}

/** The session of the request's token, even if it expired a while ago. */
async function presentSession(ports: VisitorPorts, request: Request): Promise<Authenticated | undefined> {
  const token = bearerToken(request);
  if (token === undefined) return undefined;
  const session = await verifySession(token, (await ports.keys()).session, ports.world.now(), 'renewal');
  return session && withVisitor(ports, session);
}

/** The visitor whom the site names, with what they began in the present session before it did. */
async function loggedIn(
  ports: VisitorPorts,
  { email: _typed, ...told }: SessionRequest,
  identityToken: string,
  present: Authenticated | undefined,
): Promise<Visitor> {
  const named = await identifiedVisitor(ports, identityToken, (id) => newVisitor(ports, told, id));
  if (present !== undefined && !isIdentified(present.visitor)) {
    const { bringAlong } = await import('./bring-along.ts');
    await bringAlong(ports, present.session, named.id);
  }
  return named;
}

/** A returning visitor keeps what they have told; what the page knows in addition is taken over. */
async function refreshed(
  { table }: VisitorPorts,
  { visitor, session }: Authenticated,
  wanted: SessionRequest,
): Promise<Visitor> {
  if (session.scope.kind === 'conversation') return visitor;
  const { locale = visitor.locale } = wanted;
  const name = visitor.name ?? wanted.name;
  if (locale === visitor.locale && name === visitor.name) return visitor;
  const changed: Visitor = { ...visitor, locale, ...(name === undefined ? {} : { name }) };
  const commit = await table.commit([{ kind: 'visitor', value: changed }]);
  return commit.kind === 'committed' ? changed : visitor;
}

async function newVisitor(
  { table, world }: VisitorPorts,
  wanted: Partial<SessionRequest>,
  id: VisitorId,
): Promise<Visitor> {
  const { settings } = await table.rules();
  const { name, pageUrl, email, locale } = wanted;
  const visitor: Visitor = {
    id,
    version: 0,
    address: null,
    addressVersion: 0,
    refused: [],
    locale: locale ?? chooseLocale(settings, settings.defaultLocale),
    createdAt: world.now(),
    ...(name === undefined ? {} : { name }),
    ...(pageUrl === undefined ? {} : { pageUrl }),
  };
  return email === undefined ? visitor : withAddress(visitor, { email: readEmail(visitor, email), state: 'typed' });
}

async function storeNew({ table }: VisitorPorts, visitor: Visitor): Promise<Visitor> {
  await table.commit([{ kind: 'visitor', value: visitor }]);
  return visitor;
}

async function sessionBody(
  { keys, world }: VisitorPorts,
  session: Session,
  visitor: Visitor,
): Promise<wire.VisitorSession> {
  const { token, expiresAt } = await signSession(session, (await keys()).session, world.now());
  return { token, expiresAt, visitor: presentVisitor(visitor) };
}
