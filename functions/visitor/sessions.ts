import { createHash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { advanceRead } from '../conversation/advance-read.ts';
import { commitOrRetry } from '../conversation/commit-or-retry.ts';
import type { VisitorId } from '../conversation/ids.ts';
import type { Visitor } from '../conversation/visitor.ts';
import { withAddress } from '../conversation/visitor.ts';
import { cut } from '../cut.ts';
import { typedAddress } from '../http/accepted-address.ts';
import type { Handler, Request } from '../http/api.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { decodeFields, ifGiven, optional, text } from '../http/decode.ts';
import { idOf } from '../http/id.ts';
import { presentVisitor } from '../http/present.ts';
import { notFound, Problem } from '../http/problem.ts';
import { signSession, verifySession } from '../http/session-token.ts';
import type { Session } from '../http/session-token.ts';
import { chooseLocale } from '../settings/settings.ts';
import { readEmail } from './profile.ts';
import { withVisitor } from './session.ts';
import type { Authenticated, VisitorPorts } from './session.ts';

const fields = {
  locale: optional(text(1, 35)),
  name: optional(text(1, 200)),
  email: ifGiven(typedAddress),
  identityToken: optional(text(1, 4096)),
  pageUrl: optional(text(1, 2048)),
};

type SessionRequest = ReturnType<typeof decodeFields<typeof fields>>;

/** `POST /v1/visitor/sessions`: a new visitor, the one whom the site vouches for, or a new token for the present one. */
export function createSession(ports: VisitorPorts): Handler {
  return async (request) => {
    const wanted = decodeFields(request.json(), fields);
    if (wanted.identityToken !== undefined) {
      const visitor = await identifiedVisitor(ports, wanted, wanted.identityToken);
      return {
        status: 201,
        body: await sessionBody(ports, { visitorId: visitor.id, scope: { kind: 'visitor' } }, visitor),
      };
    }
    const present = await presentSession(ports, request);
    if (present !== undefined) {
      return { status: 200, body: await sessionBody(ports, present.session, await refreshed(ports, present, wanted)) };
    }
    const visitor = await storeNew(ports, await newVisitor(ports, wanted, ports.world.random.token() as VisitorId));
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
    const link = await table.linkToken('resume', idOf(resumeToken));
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

/** A returning visitor keeps what he has told; what the page knows in addition is taken over. */
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

async function newVisitor({ table, world }: VisitorPorts, wanted: SessionRequest, id: VisitorId): Promise<Visitor> {
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

/**
 * The visitor whom the site names in a token it signed (JWT, HS256, with `sub` and `exp`): the same one on every device.
 * An address in it counts as proven if the site says `email_verified`. Throws 401 when the token does not hold.
 */
async function identifiedVisitor(ports: VisitorPorts, wanted: SessionRequest, token: string): Promise<Visitor> {
  const { table, world, keys } = ports;
  const identity = await verifiedIdentity((await keys()).identity, token, world.now());
  const digest = createHash('sha256').update(`identity:${identity.sub}`).digest('hex');
  const id = `i${digest.slice(0, 40)}` as VisitorId;
  const { email: _typed, ...told } = wanted;
  return commitOrRetry(world, table, async () => {
    const known = await table.visitor(id);
    const visitor = known ?? (await newVisitor(ports, told as SessionRequest, id));
    const { name = visitor.name } = identity;
    const named = name === undefined || name === visitor.name ? visitor : { ...visitor, name };
    const result = withVouchedAddress(named, identity);
    return { writes: result === known ? [] : [{ kind: 'visitor', value: result }], result };
  });
}

/** With the address that the site names. One that cannot be used, or is barred, is no reason to keep him out: he keeps what he has. */
function withVouchedAddress(visitor: Visitor, { email, verified }: Identity): Visitor {
  if (email === undefined) return visitor;
  try {
    return withAddress(visitor, { email: readEmail(visitor, email), state: verified ? 'proven' : 'typed' });
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return visitor;
    throw error;
  }
}

interface Identity {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly verified: boolean;
}

async function verifiedIdentity(secret: string | undefined, token: string, now: string): Promise<Identity> {
  if (secret === undefined) throw new Problem(401, 'unauthorized', 'No key for identity tokens has been set.');
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['sub', 'exp'],
      currentDate: new Date(now),
    });
    const { sub = '', name, email, email_verified: verified } = payload;
    return {
      sub,
      // As long as a told one, and without lone surrogates, which cannot be stored.
      ...(typeof name === 'string' && name !== '' ? { name: cut(Buffer.from(name).toString(), 200) } : {}),
      ...(typeof email === 'string' ? { email } : {}),
      verified: verified === true,
    };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Problem(401, 'unauthorized', 'The identity token does not hold.');
    throw error;
  }
}

async function sessionBody(
  { keys, world }: VisitorPorts,
  session: Session,
  visitor: Visitor,
): Promise<Readonly<Record<string, unknown>>> {
  const { token, expiresAt } = await signSession(session, (await keys()).session, world.now());
  return { token, expiresAt, visitor: presentVisitor(visitor) };
}
