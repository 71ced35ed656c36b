import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { AgentStore } from '../../domain/conversation/agent-store.ts';
import type { Agent } from '../../domain/records/agent.ts';
import type { AgentId } from '../../domain/records/ids.ts';
import type { Handler, Request, Response } from '../http/api.ts';
import { bearerToken } from '../http/bearer-token.ts';
import { Problem } from '../http/problem.ts';
import { issuerKeys } from './issuer-keys.ts';

export interface Issuer {
  /** The `iss` of its tokens, to the letter; its discovery document names the keys (OpenID Connect Discovery 1.0). */
  readonly url: string;
  /** `aud` of an id token or `client_id` of an access token, as Cognito has it. */
  readonly audience: string;
  /** Milliseconds that its discovery document may take, and its keys; five seconds if not given. */
  readonly patienceMs?: number;
}

/** The agent who calls, and whether they are an admin. */
export interface Caller {
  readonly agent: Agent;
  readonly admin: boolean;
}

export type AgentHandler = (request: Request, caller: Caller) => Promise<Response>;

/**
 * Lets through whom the issuer has put into a group: throws 401 for a missing or bad token, 403 for a missing group, 503
 * while the issuer's keys cannot be had.
 * Tokens are verified here and not by an authorizer of API Gateway, whose answer cannot be the problem+json of the contract.
 * Everybody who calls is remembered, so that conversations can be assigned to them.
 */
export function authorize(issuer: Issuer, table: Pick<AgentStore, 'rememberAgent'>): Authorization {
  const keys = issuerKeys(issuer.url, issuer.patienceMs);
  const remembered = new Map<AgentId, string>();
  const inGroup =
    (group: 'agents' | 'admins') =>
    (handler: AgentHandler): Handler =>
    async (request) => {
      const claims = await verifiedClaims(request, issuer, keys);
      const groups = groupsOf(claims);
      if (!groups.includes(group)) throw new Problem(403, 'forbidden');
      const agent = agentOf(claims);
      const known = JSON.stringify(agent);
      if (remembered.get(agent.id) !== known) {
        await table.rememberAgent(agent);
        remembered.set(agent.id, known);
      }
      return handler(request, { agent, admin: groups.includes('admins') });
    };
  return { agent: inGroup('agents'), admin: inGroup('admins') };
}

export interface Authorization {
  readonly agent: (handler: AgentHandler) => Handler;
  readonly admin: (handler: AgentHandler) => Handler;
}

async function verifiedClaims(request: Request, { url, audience }: Issuer, keys: JWTVerifyGetKey): Promise<JWTPayload> {
  const token = bearerToken(request);
  if (token === undefined) throw new Problem(401, 'unauthorized');
  try {
    const { payload } = await jwtVerify(token, keys, { issuer: url, algorithms: ['RS256', 'ES256'] });
    const audiences = [payload.aud, payload.client_id].flat();
    if (!audiences.includes(audience) || !isSubject(payload.sub)) throw new Problem(401, 'unauthorized');
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new Problem(401, 'unauthorized');
    throw error;
  }
}

/** The longest that an issuer may give (OpenID Connect Core 1.0, section 2, `sub`); an empty or longer one can be no key of the table. */
export const longestSubject = 255;

function isSubject(sub: unknown): boolean {
  return typeof sub === 'string' && sub !== '' && sub.length <= longestSubject;
}

function groupsOf(claims: JWTPayload): readonly unknown[] {
  return [claims['cognito:groups'], claims.groups].flat();
}

function agentOf({ sub = '', name, username, email, 'cognito:username': cognitoName }: JWTPayload): Agent {
  const shown = [name, cognitoName, username, email, sub].find((one) => typeof one === 'string' && one !== '');
  return {
    id: sub as AgentId,
    name: shown as string,
    ...(typeof email === 'string' ? { email } : {}),
  };
}
