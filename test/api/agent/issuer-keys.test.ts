import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { authorize } from '../../../functions/api/agent/identity.ts';
import { serve } from '../../../functions/api/http/api.ts';
import { TokenIssuer } from '../../../local/identity/token-issuer.ts';

type Answer = (response: ServerResponse) => void;

const discoveryPath = '/.well-known/openid-configuration';
const keysPath = '/.well-known/jwks.json';
const audience = 'the pages';

let folder: string;
let server: Server;
let origin: string;
let answers: Map<string, Answer>;
let asked: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'issuer-'));
  answers = new Map();
  asked = [];
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    (answers.get(url) ?? status(404))(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await stopServer();
  await rm(folder, { recursive: true });
});

async function stopServer(): Promise<void> {
  if (!server.listening) return;
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

const json =
  (body: unknown): Answer =>
  (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code).end('{}');
const garbage: Answer = (response) => response.writeHead(200).end('<p>Down for maintenance</p>');
const hangs: Answer = () => undefined;
const breaksOff: Answer = (response) => response.destroy();

/** An issuer that serves what it has to. */
async function openIssuer(url: string): Promise<TokenIssuer> {
  const issuer = await TokenIssuer.open({ folder, url, audience, now: () => new Date() });
  answers.set(discoveryPath, json(issuer.discovery()));
  answers.set(keysPath, json(issuer.jwks()));
  return issuer;
}

/** Calls a route for agents with a token; gives status, code and Retry-After. */
function apiFor(url: string, patienceMs = 60_000): (token: string) => Promise<Readonly<Record<string, unknown>>> {
  const { agent } = authorize({ url, audience, patienceMs }, { rememberAgent: () => Promise.resolve() });
  const handler = serve<'GET /x'>({
    'GET /x': agent((_request, caller) => Promise.resolve({ status: 200, body: { id: caller.agent.id } })),
  });
  return async (token) => {
    const answer = await handler({
      routeKey: 'GET /x',
      rawPath: '/x',
      headers: { authorization: `Bearer ${token}` },
      requestContext: { http: { method: 'GET' } },
    } as unknown as APIGatewayProxyEventV2);
    const { code } = JSON.parse(answer.body ?? '{}') as { code?: string };
    const retryAfter = answer.headers?.['retry-after'];
    return { status: answer.statusCode, ...(code && { code }), ...(retryAfter !== undefined && { retryAfter }) };
  };
}

const unavailable = { status: 503, code: 'issuer_unavailable', retryAfter: '5' };
const unauthorized = { status: 401, code: 'unauthorized' };

test.each([
  ['no slash', ''],
  ['a slash', '/'],
])('an issuer that ends in %s is asked for its discovery document under one slash', async (_, ending) => {
  const issuer = await openIssuer(origin + ending);
  expect(await apiFor(issuer.url)(await issuer.token('ada', 'agent'))).toEqual({ status: 200 });
  expect(asked).toEqual([discoveryPath, keysPath]);
});

test('the issuer in a token is compared with its slash', async () => {
  const issuer = await openIssuer(`${origin}/`);
  expect(await apiFor(origin)(await issuer.token('ada', 'agent'))).toEqual(unauthorized);
});

describe.each([discoveryPath, keysPath])('while the issuer cannot give %s', (path) => {
  test.each([
    { does: 'answers 500', answer: status(500) },
    { does: 'answers 404', answer: status(404) },
    { does: 'answers with a page for people', answer: garbage },
    { does: 'answers with JSON that is something else', answer: json({}) },
    { does: 'answers with null', answer: json(null) },
    { does: 'breaks the connection off', answer: breaksOff },
    { does: 'does not answer at all', answer: hangs, patienceMs: 50 },
  ])('because it $does, the agent is told to call again, and then let in', async ({ answer, patienceMs }) => {
    const issuer = await openIssuer(origin);
    const works = answers.get(path)!;
    const token = await issuer.token('ada', 'agent');
    answers.set(path, answer);
    const patient = apiFor(origin);
    expect(await (patienceMs === undefined ? patient : apiFor(origin, patienceMs))(token)).toEqual(unavailable);
    answers.set(path, works);
    expect(await patient(token)).toEqual({ status: 200 });
  });
});

test('while nobody listens at the issuer, the agent is told to call again', async () => {
  const issuer = await openIssuer(origin);
  const token = await issuer.token('ada', 'agent');
  await stopServer();
  expect(await apiFor(origin)(token)).toEqual(unavailable);
});

test('keys that were fetched are good while the issuer is down, for good tokens and against bad ones', async () => {
  const issuer = await openIssuer(origin);
  const call = apiFor(origin);
  const token = await issuer.token('ada', 'agent');
  expect(await call(token)).toEqual({ status: 200 });
  await stopServer();
  expect(await call(token)).toEqual({ status: 200 });
  expect(await call(`${token}x`)).toEqual(unauthorized);
});

test('a token with a key that the issuer does not know is a bad one', async () => {
  const issuer = await openIssuer(origin);
  const call = apiFor(origin);
  await rm(join(folder, 'token-key.json'));
  const stranger = await TokenIssuer.open({ folder, url: origin, audience, now: () => new Date() });
  const forged = await stranger.token('ada', 'agent');
  expect(await call(forged)).toEqual(unauthorized);
  expect(await call(await issuer.token('ada', 'agent'))).toEqual({ status: 200 });
  expect(await call(forged)).toEqual(unauthorized);
});

test('whatever was made of a good token, it is a bad one', async () => {
  const issuer = await openIssuer(origin);
  const call = apiFor(origin);
  const parts = (await issuer.token('ada', 'agent')).split('.');
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const { kid } = issuer.jwks().keys[0]!;
  const header = fc.record(
    {
      alg: fc.constantFrom<unknown>('RS256', 'ES256', 'HS256', 'none', 7, null),
      kid: fc.oneof(fc.constant(kid), fc.jsonValue()),
      b64: fc.boolean(),
      crit: fc.constantFrom<unknown>([], ['b64'], ['exp'], 'b64', null),
    },
    { requiredKeys: [] },
  );
  const part = fc.oneof(
    fc.string(),
    fc.jsonValue().map(encoded),
    header.map(encoded),
    fc.base64String(),
    fc.constant(''),
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(2), part, async (at, other) => {
      const changed = parts.map((one, index) => (index === at ? other : one)).join('.');
      fc.pre(changed !== parts.join('.'));
      expect(await call(changed)).toEqual(unauthorized);
    }),
    { numRuns: 300 },
  );
});
