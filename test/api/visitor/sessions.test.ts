import type { Request } from '../../../functions/api/http/api.ts';
import type { VisitorPorts } from '../../../functions/api/visitor/session.ts';
import { createSession } from '../../../functions/api/visitor/sessions.ts';
import type { VisitorId } from '../../../functions/domain/records/ids.ts';
import { withRefusedAddress } from '../../../functions/domain/records/visitor.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { identityToken } from '../../setup/identity-token.ts';
import { company, standingWorld } from '../../setup/scene.ts';

const identityKey = 'i'.repeat(32);
let world: ReturnType<typeof standingWorld>;
let table: Table;
beforeEach(() => {
  world = standingWorld();
  table = inMemoryTable({ now: world.now, company });
});

interface Answered {
  readonly token: string;
  readonly visitor: { readonly id: VisitorId; readonly email?: string; readonly emailState?: string };
}

/** What a site's token is answered with. */
async function presents(claims: Readonly<Record<string, unknown>>): ReturnType<ReturnType<typeof createSession>> {
  const proof = await identityToken(claims, { key: identityKey, now: world.now() });
  const keys = { session: [{ kid: 'one', secret: 's'.repeat(40) }], identity: identityKey };
  const ports = { world, table, keys: () => Promise.resolve(keys) } as unknown as VisitorPorts;
  const request = { headers: {}, json: () => ({ identityToken: proof }) } as unknown as Request;
  return createSession(ports)(request);
}

/** The session of a user whom the site vouches for. */
async function logsIn(claims: Readonly<Record<string, unknown>>): Promise<Answered> {
  const { status, body } = await presents(claims);
  expect(status).toBe(201);
  return body as unknown as Answered;
}

test.each([
  ['nothing', ''],
  ['null', null],
  ['a list', ['user']],
])('a token whose subject is %s is refused: it names nobody', async (_what, sub) => {
  await expect(presents({ sub })).rejects.toMatchObject({ status: 401, code: 'unauthorized' });
});

test('a user is the same one whether the site names them by a number or its digits', async () => {
  expect((await logsIn({ sub: 4711 })).visitor.id).toBe((await logsIn({ sub: '4711' })).visitor.id);
});

const mine = { email: 'vera@example.org', email_verified: true };

test.each([
  ['has a letter that cannot be used', 'jörg@example.org'],
  ['is none', 'vera'],
  ['is empty', ''],
  ['is too long', `${'v'.repeat(2000)}@example.org`],
])('a user whose address %s is not kept out', async (_what, email) => {
  const { visitor } = await logsIn({ email, email_verified: true, name: 'Vera' });
  expect(visitor).toMatchObject({ name: 'Vera', email: undefined });
  expect(await table.visitor(visitor.id)).toMatchObject({ name: 'Vera', address: null });
});

test.each(['bounced', 'complained'] as const)('a user whose address %s comes in, and it stays so', async (why) => {
  const { visitor } = await logsIn(mine);
  expect(visitor).toMatchObject({ email: mine.email, emailState: 'proven' });
  await table.commit([{ kind: 'visitor', value: withRefusedAddress((await table.visitor(visitor.id))!, why) }]);
  expect((await logsIn(mine)).visitor).toEqual({ ...visitor, emailState: why });
  expect((await logsIn({ ...mine, email: 'new@example.org' })).visitor).toMatchObject({ email: 'new@example.org' });
  expect((await logsIn(mine)).visitor).toMatchObject({ email: 'new@example.org', emailState: 'proven' });
});

test.each([
  ['that is too long', `${'V'.repeat(199)}😀`, 'V'.repeat(199)],
  ['with half of a character', 'Vera\ud83d', 'Vera\ufffd'],
  ['that is empty', '', undefined],
])('a name %s can be stored', async (_what, name, stored) => {
  const { visitor } = await logsIn({ ...mine, name });
  expect((await table.visitor(visitor.id))?.name).toBe(stored);
});

test('who logs in on two devices at once has stored what both of them bring', async () => {
  await logsIn({ ...mine, name: 'Vera' });
  const commit = table.commit.bind(table);
  table.commit = async (writes) => {
    table.commit = commit;
    await logsIn({ email: 'b@example.org' });
    return commit(writes);
  };
  const { visitor } = await logsIn({ name: 'Vera B.' });
  const { name, address } = (await table.visitor(visitor.id))!;
  expect({ name, email: address?.email }).toEqual({ name: 'Vera B.', email: 'b@example.org' });
});
