import { createHash } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { mostNameCharacters } from '../../../contract/limits.ts';
import { commitOrRetry } from '../../domain/conversation/commit-or-retry.ts';
import { cut } from '../../domain/cut.ts';
import type { VisitorId } from '../../domain/records/ids.ts';
import { withAddress } from '../../domain/records/visitor.ts';
import type { Visitor } from '../../domain/records/visitor.ts';
import { Problem } from '../http/problem.ts';
import { readEmail } from './profile.ts';
import type { VisitorPorts } from './session.ts';

/**
 * The visitor whom the site names in a token it signed (JWT, HS256, with `sub` and `exp`): the same one on every device.
 * An address in it counts as proven if the site says `email_verified`. Throws 401 when the token does not hold.
 */
export async function identifiedVisitor(
  { table, world, keys }: VisitorPorts,
  token: string,
  newVisitor: (id: VisitorId) => Promise<Visitor>,
): Promise<Visitor> {
  const identity = await verifiedIdentity((await keys()).identity, token, world.now());
  const digest = createHash('sha256').update(`identity:${identity.sub}`).digest('hex');
  const id = `i${digest.slice(0, 40)}` as VisitorId;
  return commitOrRetry(world, table, async () => {
    const known = await table.visitor(id);
    const visitor = known ?? (await newVisitor(id));
    const { name = visitor.name } = identity;
    const named = name === undefined || name === visitor.name ? visitor : { ...visitor, name };
    const result = withVouchedAddress(named, identity);
    return { writes: result === known ? [] : [{ kind: 'visitor', value: result }], result };
  });
}

/** Whether a site has named this visitor. What anonymous ones are called is shorter. */
export function isIdentified({ id }: Visitor): boolean {
  return /^i[0-9a-f]{40}$/.test(id);
}

/** With the address that the site names. One that cannot be used, or is barred, is no reason to keep them out: they keep what they have. */
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
    const { sub, name, email, email_verified: verified } = payload as Readonly<Record<string, unknown>>;
    // Sites have put their users' numbers there, too, though it is a text (RFC 7519, 4.1.2).
    if ((typeof sub !== 'string' || sub === '') && typeof sub !== 'number') throw new errors.JWTInvalid();
    return {
      sub: String(sub),
      // As long as a told one, and without lone surrogates, which cannot be stored.
      ...(typeof name === 'string' && name !== ''
        ? { name: cut(Buffer.from(name).toString(), mostNameCharacters) }
        : {}),
      ...(typeof email === 'string' ? { email } : {}),
      verified: verified === true,
    };
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Problem(401, 'unauthorized', 'The identity token does not hold.');
    throw error;
  }
}
