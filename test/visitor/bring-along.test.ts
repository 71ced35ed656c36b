import { SignJWT } from 'jose';
import { changeConversation } from '../../functions/conversation/change.ts';
import type { ConversationId, VisitorId } from '../../functions/conversation/ids.ts';
import { beforeFirst } from '../../functions/conversation/ids.ts';
import { post, start } from '../../functions/conversation/post.ts';
import type { LinkToken, TokenPurpose } from '../../functions/conversation/records.ts';
import type { Visitor } from '../../functions/conversation/visitor.ts';
import { withAddress, withoutDisowned, withRefusedAddress } from '../../functions/conversation/visitor.ts';
import type { Request } from '../../functions/http/api.ts';
import { Problem } from '../../functions/http/problem.ts';
import { signSession } from '../../functions/http/session-token.ts';
import type { Session, SessionKeys } from '../../functions/http/session-token.ts';
import { plusMinutes } from '../../functions/instant.ts';
import type { Table } from '../../functions/ports.ts';
import { notMe } from '../../functions/visitor/email-links.ts';
import type { VisitorPorts } from '../../functions/visitor/session.ts';
import { createSession, resumeSession } from '../../functions/visitor/sessions.ts';
import { inMemoryTable } from '../model/in-memory-table.ts';
import { ada, byVisitor, company, settings, standingWorld, visitor } from '../setup/scene.ts';

const vera = 'vera' as VisitorId;
const email = 'vera@example.org';
const identityKey = 'i'.repeat(32);
const session: SessionKeys = [{ kid: 'one', secret: 's'.repeat(40) }];

let world: ReturnType<typeof standingWorld>;
let table: Table;
let ports: VisitorPorts;
let first: ConversationId;

beforeEach(async () => {
  world = standingWorld();
  table = inMemoryTable({ now: world.now, company });
  ports = { world, table, keys: () => Promise.resolve({ session, identity: identityKey }) } as unknown as VisitorPorts;
  await table.commit([{ kind: 'settings', value: settings }]);
  await table.commit([{ kind: 'visitor', value: visitor({ address: null, addressVersion: 0 }) }]);
  first = await opens();
});

async function opens(): Promise<ConversationId> {
  const draft = { ...byVisitor, channel: 'messaging', text: 'Hello' } as never;
  return (await start(world, table, { visitorId: vera, draft })).conversation.id;
}

const answers = (id: ConversationId) =>
  post(world, table, { conversationId: id, draft: { author: ada, channel: 'messaging', text: 'We have it.' } });

async function changes(change: (one: Visitor) => Visitor): Promise<void> {
  await table.commit([{ kind: 'visitor', value: change((await table.visitor(vera))!) }]);
}
const gives = (address: string): Promise<void> =>
  changes((one) => withAddress(one, { email: address, state: 'typed' }));

const bounced = (one: Visitor): Visitor => withRefusedAddress(one, 'bounced');
const complained = (one: Visitor): Visitor => withRefusedAddress(one, 'complained');
const disowned = (one: Visitor): Visitor => withoutDisowned(one, world.now());

type Claims = Readonly<Record<string, unknown>>;

/** A user logs in, in a browser that has a session: Vera's, without a limit, unless another is given. */
async function logsIn(claims: Claims, present: Session = { visitorId: vera, scope: { kind: 'visitor' } }) {
  const expiry = new Date(Date.parse(world.now()) + 60_000);
  const identityToken = await new SignJWT({ sub: 'user', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(expiry)
    .sign(new TextEncoder().encode(identityKey));
  const { token } = await signSession(present, session, world.now());
  const request = { headers: { authorization: `Bearer ${token}` }, json: () => ({ identityToken }) };
  const { status, body } = await createSession(ports)(request as unknown as Request);
  expect(status).toBe(201);
  return (body as unknown as { visitor: { id: VisitorId; name?: string; email?: string } }).visitor;
}

const mine = { email, email_verified: true };

test('what was begun before the login goes on as that of the user, and of nobody else', async () => {
  const second = await opens();
  const user = await logsIn(mine);
  expect(await table.conversationsOf(user.id)).toEqual([first, second].sort());
  expect(await table.conversationsOf(vera)).toEqual([]);
  expect(await table.conversation(first)).toMatchObject({ visitorId: user.id, lastSeq: 1 });
});

test('what the user has stays his', async () => {
  const { id } = await logsIn(mine);
  const before = await opens();
  await logsIn(mine);
  expect(await table.conversationsOf(id)).toEqual([first, before].sort());
});

test.each<[string, () => Promise<unknown>]>([
  ['gave no address', () => Promise.resolve()],
  ['gave the same address', () => gives(email.toUpperCase())],
  ['gave one that does not work', () => gives('v@example.org').then(() => changes(bounced))],
  ['had it taken away', () => gives('v@example.org').then(() => changes(disowned))],
])('a visitor who %s is the user', async (_what, tells) => {
  await tells();
  expect(await table.conversationsOf((await logsIn(mine)).id)).toEqual([first]);
});

test.each<[string, () => Promise<unknown>]>([
  ['gave another address', () => gives('other@example.org')],
  ['complained', () => gives(email).then(() => changes(complained))],
])('a visitor who %s stays apart', async (_what, tells) => {
  await tells();
  const before = await table.visitor(vera);
  expect(await table.conversationsOf((await logsIn(mine)).id)).toEqual([]);
  expect(await table.conversationsOf(vera)).toEqual([first]);
  expect(await table.visitor(vera)).toEqual(before);
});

test('an address that the user may not have does not come along, nor what waits for an answer there', async () => {
  const { id } = await logsIn({}, { visitorId: 'nobody' as VisitorId, scope: { kind: 'visitor' } });
  const known = (await table.visitor(id))!;
  const refused = [{ email, why: 'not-me', at: world.now() }] as const;
  await table.commit([{ kind: 'visitor', value: { ...known, refused } }]);
  await gives(email);
  await logsIn({});
  expect(await table.conversationsOf(id)).toEqual([]);
});

test('a session that came from a link brings nothing', async () => {
  await gives(email);
  const scope = { kind: 'conversation', conversationId: first, email, addressVersion: 1 } as const;
  expect(await table.conversationsOf((await logsIn(mine, { visitorId: vera, scope })).id)).toEqual([]);
});

test('what another user has is not brought along', async () => {
  const { id } = await logsIn(mine);
  const other = await logsIn({ sub: 'other' }, { visitorId: id, scope: { kind: 'visitor' } });
  expect(await table.conversationsOf(id)).toEqual([first]);
  expect(await table.conversationsOf(other.id)).toEqual([]);
});

test('name and address that he told are kept where the site tells none, and nowhere else', async () => {
  await changes((one) => ({ ...one, name: 'Vera', pageUrl: 'https://www.example.com/shoes' }));
  await gives(email);
  expect(await logsIn({})).toMatchObject({ name: 'Vera', email });
  const left = (await table.visitor(vera))!;
  expect(left.address).toBeNull();
  expect(left).not.toHaveProperty('name');
  expect(left).not.toHaveProperty('pageUrl');
});

test('the name that the site tells stands', async () => {
  await changes((one) => ({ ...one, name: 'V.' }));
  expect(await logsIn({ ...mine, name: 'Vera Nova' })).toMatchObject({ name: 'Vera Nova' });
});

test('addresses that were found not to work are remembered', async () => {
  await gives('v@example.org').then(() => changes(bounced));
  const { id } = await logsIn({});
  expect(await table.visitor(id)).toMatchObject({
    address: null,
    refused: [{ email: 'v@example.org', why: 'bounced' }],
  });
});

test('an answer that waited for an address is due at once when the user has one', async () => {
  await answers(first);
  const waiting = (await table.conversation(first))!;
  world.advance(11);
  await changeConversation(world, table, first, (one) => ({
    ...one,
    pending: { ...waiting.pending!, state: 'waiting-for-address' },
  }));
  await logsIn(mine);
  expect((await table.conversation(first))!.pending).toMatchObject({ state: 'armed', dueAt: world.now(), arm: 2 });
});

test('what an agent writes in this very moment is not lost', async () => {
  const commit = table.commit.bind(table);
  table.commit = async (writes) => {
    if (!writes.some(({ kind }) => kind === 'visitor-conversation-left')) return commit(writes);
    table.commit = commit;
    await answers(first);
    return commit(writes);
  };
  const { id } = await logsIn(mine);
  expect(await table.conversation(first)).toMatchObject({ visitorId: id, lastSeq: 2 });
  expect((await table.messages(first, { after: beforeFirst, limit: 9 })).map(({ text }) => text)).toEqual([
    'Hello',
    'We have it.',
  ]);
});

test('an address given in this very moment keeps them apart', async () => {
  const commit = table.commit.bind(table);
  table.commit = async (writes) => {
    if (!writes.some(({ kind }) => kind === 'visitor-conversation-left')) return commit(writes);
    table.commit = commit;
    await gives('other@example.org');
    return commit(writes);
  };
  const { id } = await logsIn(mine);
  expect(await table.conversationsOf(id)).toEqual([]);
  expect(await table.visitor(vera)).toMatchObject({ address: { email: 'other@example.org' } });
});

describe('the links of an e-mail that went out before', () => {
  beforeEach(async () => {
    await gives(email);
    await links('resume');
    await links('not-me');
  });

  async function links(purpose: TokenPurpose): Promise<void> {
    const { addressVersion } = (await table.visitor(vera))!;
    const value: LinkToken = {
      purpose,
      conversationId: first,
      visitorId: vera,
      email,
      addressVersion,
      upTo: beforeFirst,
      expiresAt: plusMinutes(world.now(), 60),
    };
    await table.commit([{ kind: 'link-token', token: purpose, value }]);
  }

  const resumes = async () => {
    const request = { headers: {}, json: () => ({ resumeToken: 'resume' }) } as unknown as Request;
    const { body } = await resumeSession(ports)(request);
    return body as unknown as { conversationId: string; visitor: { id: string } };
  };

  test('lead back into the conversation', async () => {
    const { id } = await logsIn(mine);
    expect(await resumes()).toMatchObject({ conversationId: first, visitor: { id } });
  });

  test('lead nowhere once the user has another address', async () => {
    await logsIn(mine);
    await logsIn({ email: 'new@example.org' });
    await expect(resumes()).rejects.toEqual(new Problem(410, 'gone'));
  });

  test('lead nowhere when the address was another already', async () => {
    await gives('other@example.org');
    await gives(email);
    await logsIn(mine);
    await expect(resumes()).rejects.toEqual(new Problem(410, 'gone'));
  });

  test('take the address from the user if it is not his', async () => {
    const { id } = await logsIn({});
    const request = { parameters: { token: 'not-me' }, headers: {} } as unknown as Request;
    expect((await notMe({ world, table })(request)).status).toBe(200);
    expect(await table.visitor(id)).toMatchObject({ address: null, refused: [{ email, why: 'not-me' }] });
  });
});
