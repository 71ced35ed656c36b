import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { authorize } from '../../../functions/api/agent/identity.ts';
import type { Authorization } from '../../../functions/api/agent/identity.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { listen, stopServer } from '../../../local/loopback-server.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { company, noon } from '../../setup/scene.ts';

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

let keys: Keys;
let issuer: Server;
let url: string;
let table: Table;
let authorization: Authorization;

beforeAll(async () => {
  keys = await generateKeyPair('ES256');
  const published = { keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'ES256' }] };
  issuer = createServer((request, response) => {
    const isDiscovery = request.url === '/.well-known/openid-configuration';
    response.end(JSON.stringify(isDiscovery ? { jwks_uri: `${url}/keys` } : published));
  });
  url = `http://127.0.0.1:${await listen(issuer, 0)}`;
  table = inMemoryTable({ now: () => noon, company });
  authorization = authorize({ url, audience: 'agents' }, table);
});
afterAll(() => stopServer(issuer));

async function called(claims: object): Promise<unknown> {
  const token = await new SignJWT({ iss: url, aud: 'agents', groups: ['agents'], ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .sign(keys.privateKey);
  const handler = authorization.agent((_, { agent }) => Promise.resolve({ status: 200, body: { id: agent.id } }));
  return handler({ headers: { authorization: `Bearer ${token}` } } as never);
}

test.each([
  ['no subject', {}],
  ['an empty one', { sub: '' }],
  ['one that is longer than an issuer may give', { sub: 'a'.repeat(256) }],
  ['one that is no text', { sub: 7 }],
])('a token with %s is refused as 401, and nobody is remembered', async (_, claims) => {
  await expect(called(claims)).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
  expect(await table.agents()).toEqual([]);
});

test('whoever calls with a subject is remembered by it, up to the longest one', async () => {
  const sub = 'a'.repeat(255);
  expect(await called({ sub })).toMatchObject({ status: 200, body: { id: sub } });
  expect(await table.agents()).toMatchObject([{ id: sub }]);
});
