import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { Deployed } from '../deployment/deployed.ts';
import { send } from '../deployment/signed-call.ts';
import type { HttpAnswer } from '../deployment/signed-call.ts';
import type { Scenario } from './scenario.ts';

const password = 'Correct-Horse-42';

/** An agent who is an admin signs in as the agents' page has them do it: on the hosted page, by code and PKCE. Their tokens. */
export async function signIn(stack: Deployed): Promise<{ readonly idToken: string; readonly refreshToken: string }> {
  const pool = String(stack.outputs.AgentPool);
  const username = `ada-${randomUUID().slice(0, 8)}@chat.test`;
  const cognito = (operation: string, input: object) =>
    stack.aws('cognito-idp', `AWSCognitoIdentityProviderService.${operation}`, {
      UserPoolId: pool,
      Username: username,
      ...input,
    });
  const attributes = { email: username, email_verified: 'true', name: 'Ada' };
  await cognito('AdminCreateUser', {
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  });
  for (const GroupName of ['agents', 'admins']) await cognito('AdminAddUserToGroup', { GroupName });
  await cognito('AdminSetUserPassword', { Password: password, Permanent: true });

  const clientId = stack.physicalId('AWS::Cognito::UserPoolClient', /./);
  const page = `${String(stack.outputs.PublicUrl)}/agent`;
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: page,
    scope: 'openid email profile',
    state: 'a state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const form = await send(stack.emulator, { method: 'GET', path: `/oauth2/authorize?${query.toString()}` });
  const hidden = [...form.body.toString().matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&amp;', '&')],
  );
  const entered = await postForm(stack, '/login', { ...Object.fromEntries(hidden), username, password });
  if (entered.status !== 302)
    throw new Error(`The login answered ${entered.status} ${entered.body.toString().slice(0, 300)}`);
  const back = new URL(String(entered.headers.location));
  expect(back.searchParams.get('state')).toBe('a state');
  const tokens = await tokensFor(stack, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: back.searchParams.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: page,
  });
  return { idToken: tokens.id_token, refreshToken: tokens.refresh_token };
}

function postForm(stack: Deployed, path: string, fields: Record<string, string>): Promise<HttpAnswer> {
  return send(stack.emulator, {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

interface Tokens {
  readonly id_token: string;
  readonly refresh_token: string;
}

async function tokensFor(stack: Deployed, fields: Record<string, string>): Promise<Tokens> {
  const answer = await postForm(stack, '/oauth2/token', fields);
  if (answer.status !== 200) throw new Error(`The token endpoint answered ${answer.status} ${answer.body.toString()}`);
  return JSON.parse(answer.body.toString()) as Tokens;
}

/** The agents' login. */
export const login: readonly Scenario[] = [
  {
    name: 'an agent signs in by code and PKCE, is let in, and is renewed; nobody is without a token',
    run: async (stack) => {
      const { idToken, refreshToken } = await signIn(stack);
      for (const token of [undefined, 'a.b.c', `${idToken.slice(0, -6)}AAAAAA`]) {
        const options = token === undefined ? {} : { token };
        expect((await stack.call('GET', '/v1/agent/me', options)).status).toBe(401);
      }
      const me = await stack.expectCall(200, 'GET', '/v1/agent/me', { token: idToken });
      expect(me).toMatchObject({ name: 'Ada', admin: true });
      const { agents } = await stack.expectCall(200, 'GET', '/v1/agent/agents', { token: idToken });
      expect(agents.map(({ id }) => id)).toContain(me.id);
      const clientId = stack.physicalId('AWS::Cognito::UserPoolClient', /./);
      const renewed = await tokensFor(stack, {
        grant_type: 'refresh_token',
        client_id: clientId,
        refresh_token: refreshToken,
      });
      // The emulator leaves the groups out of a renewed token; Cognito has them in it.
      expect(decodeJwt(renewed.id_token).sub).toBe(me.id);
    },
  },
];
