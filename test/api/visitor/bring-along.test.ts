import type { Request } from '../../../functions/api/http/api.ts';
import { Problem } from '../../../functions/api/http/problem.ts';
import { signSession } from '../../../functions/api/http/session-token.ts';
import { listMessages } from '../../../functions/api/visitor/conversations.ts';
import { notMe } from '../../../functions/api/visitor/email-links.ts';
import type { VisitorPorts } from '../../../functions/api/visitor/session.ts';
import { createSession, resumeSession } from '../../../functions/api/visitor/sessions.ts';
import { changeConversation } from '../../../functions/domain/conversation/change.ts';
import { post, start } from '../../../functions/domain/conversation/post.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { beforeFirst } from '../../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { LinkToken, TokenPurpose } from '../../../functions/domain/records/link-token.ts';
import { withAddress, withoutDisowned, withRefusedAddress } from '../../../functions/domain/records/visitor.ts';
import type { Visitor } from '../../../functions/domain/records/visitor.ts';
import type { Session, SessionKeys } from '../../../functions/domain/session/session.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { tellDisowned } from '../../../functions/domain/triggers/tell-disowned.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { identityToken } from '../../setup/identity-token.ts';
import { ada, byVisitor, company, settings, standingWorld, visitor } from '../../setup/scene.ts';

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
  const attachments = { downloadUrl: () => '' };
  const keys = () => Promise.resolve({ session, identity: identityKey });
  ports = { world, table, attachments, keys } as unknown as VisitorPorts;
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
  const proof = await identityToken(claims, { key: identityKey, now: world.now() });
  const { token } = await signSession(present, session, world.now());
  const request = { headers: { authorization: `Bearer ${token}` }, json: () => ({ identityToken: proof }) };
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

test('what the user has stays their', async () => {
  const { id } = await logsIn(mine);
  const before = await opens();
  await logsIn(mine);
  expect(await table.conversationsOf(id)).toEqual([first, before].sort());
});

const vouched = (address: string) => ({ email: address, email_verified: true });

test.each<[string, () => Promise<unknown>, Claims]>([
  ['gave no address', () => Promise.resolve(), mine],
  ['gave no address to one who has none', () => Promise.resolve(), {}],
  ['gave the same address', () => gives(email.toUpperCase()), mine],
  ['gave the same address, which the site does not vouch for', () => gives(email), { email }],
  ['had it taken away', () => gives('v@example.org').then(() => changes(disowned)), mine],
])('a visitor who %s is the user', async (_what, tells, claims) => {
  await tells();
  expect(await table.conversationsOf((await logsIn(claims)).id)).toEqual([first]);
});

test.each<[string, () => Promise<unknown>, Claims]>([
  ['gave another address', () => gives('other@example.org'), mine],
  ['gave an address to one who has none', () => gives('other@example.org'), {}],
  ['gave an address that does not work', () => gives(email).then(() => changes(bounced)), mine],
  ['complained', () => gives(email).then(() => changes(complained)), mine],
  ['complained, of one who has no address', () => gives(email).then(() => changes(complained)), {}],
])('a visitor who %s stays apart', async (_what, tells, claims) => {
  await tells();
  const before = await table.visitor(vera);
  expect(await table.conversationsOf((await logsIn(claims)).id)).toEqual([]);
  expect(await table.conversationsOf(vera)).toEqual([first]);
  expect(await table.visitor(vera)).toEqual(before);
});

describe('with a session from an e-mail', () => {
  let second: ConversationId;
  beforeEach(async () => {
    second = await opens();
    await gives(email);
  });
  const fromEmail = (): Session => ({
    visitorId: vera,
    scope: { kind: 'conversation', conversationId: first, email, addressVersion: 1 },
  });

  test('what it sees goes on as that of the user to whose proven address the e-mail went', async () => {
    const { id } = await logsIn(mine, fromEmail());
    expect(await table.conversationsOf(id)).toEqual([first]);
    expect(await table.conversationsOf(vera)).toEqual([second]);
    expect(await table.visitor(vera)).toMatchObject({ address: { email } });
  });

  test('so does what goes on from it, and what it goes on from', async () => {
    const goesOn = async (conversationId: ConversationId): Promise<ConversationId> => {
      await changeConversation(world, table, conversationId, (one) => ({ ...one, status: 'closed' }));
      const draft = { ...byVisitor, channel: 'messaging', text: 'Once more' } as never;
      return (await post(world, table, { conversationId, draft }))!.conversation.id;
    };
    const next = await goesOn(first);
    const last = await goesOn(next);
    const { scope } = fromEmail();
    const { id } = await logsIn(mine, {
      visitorId: vera,
      scope: { ...scope, conversationId: next } as Session['scope'],
    });
    expect(await table.conversationsOf(id)).toEqual([first, next, last].sort());
    expect(await table.conversationsOf(vera)).toEqual([second]);
  });

  test.each<[string, Claims]>([
    ['that is not proven', { email }],
    ['that is another one', vouched('other@example.org')],
  ])('nothing does for a user with an address %s', async (_what, claims) => {
    expect(await table.conversationsOf((await logsIn(claims, fromEmail())).id)).toEqual([]);
  });

  test('whoever follows it on another device stays in their conversation', async () => {
    await bringsAll();
    const { id } = (await table.conversation(first))!;
    const { body, status } = await listMessages(ports)(await asks(fromEmail(), { id }));
    expect(status).toBe(200);
    expect((body as { messages: readonly unknown[] }).messages).toHaveLength(1);
    await logsIn(vouched('new@example.org'));
    await expect(listMessages(ports)(await asks(fromEmail(), { id }))).rejects.toMatchObject({ status: 401 });
  });

  async function bringsAll(): Promise<void> {
    await logsIn(mine);
    expect(await table.conversationsOf(vera)).toEqual([]);
  }

  async function asks(present: Session, parameters: object): Promise<Request> {
    const { token } = await signSession(present, session, world.now());
    return { headers: { authorization: `Bearer ${token}` }, parameters, query: {} } as unknown as Request;
  }
});

test('what another user has is not brought along', async () => {
  const { id } = await logsIn(mine);
  const other = await logsIn({ sub: 'other' }, { visitorId: id, scope: { kind: 'visitor' } });
  expect(await table.conversationsOf(id)).toEqual([first]);
  expect(await table.conversationsOf(other.id)).toEqual([]);
});

test('of the anonymous visitor nothing personal is left, and the user is as the site says', async () => {
  await changes((one) => ({ ...one, name: 'V.', pageUrl: 'https://www.example.com/shoes' }));
  await gives('v@example.org').then(() => changes(disowned));
  expect(await logsIn({ ...mine, name: 'Vera Nova' })).toMatchObject({ name: 'Vera Nova', email });
  const { id, version, addressVersion, emailSince, locale, createdAt } = (await table.visitor(vera))!;
  const nothing = { address: null, refused: [] };
  expect(await table.visitor(vera)).toEqual({ id, version, addressVersion, emailSince, locale, createdAt, ...nothing });
});

test('one who has begun nothing keeps what they told', async () => {
  const other = visitor({ id: 'other' as VisitorId, name: 'O.' });
  await table.commit([{ kind: 'visitor', value: other }]);
  await logsIn(mine, { visitorId: other.id, scope: { kind: 'visitor' } });
  expect(await table.visitor(other.id)).toEqual({ ...other, version: 1 });
});

test('a conversation is not told that the user was somebody else before', async () => {
  const { id } = await logsIn(vouched('wrong@example.org'), {
    visitorId: 'x' as VisitorId,
    scope: { kind: 'visitor' },
  });
  world.advance(1);
  await table.commit([{ kind: 'visitor', value: withoutDisowned((await table.visitor(id))!, world.now()) }]);
  const { replyToken } = (await table.conversation(first))!;
  await logsIn(mine);
  await tellDisowned(world, table, id);
  expect(await table.conversation(first)).toMatchObject({ replyToken, lastSeq: 1 });
});

test('a message that was sent before the login and is repeated after it is one', async () => {
  const again = { conversationId: first, draft: { channel: 'messaging', text: 'And?', clientMessageId: 'same' } };
  const by = (id: VisitorId) =>
    post(world, table, { ...again, draft: { ...again.draft, author: { kind: 'visitor', id } } } as never);
  await by(vera);
  expect(await by((await logsIn(mine)).id)).toMatchObject({ created: false, message: { seq: 2 } });
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

/** What somebody else is faster with than the write that brings the conversation along. */
function meanwhile(work: () => Promise<unknown>): void {
  const commit = table.commit.bind(table);
  table.commit = async (writes) => {
    if (!writes.some(({ kind }) => kind === 'visitor-conversation-left')) return commit(writes);
    table.commit = commit;
    await work();
    return commit(writes);
  };
}

test('what an agent writes in this very moment is not lost', async () => {
  meanwhile(() => answers(first));
  const { id } = await logsIn(mine);
  expect(await table.conversation(first)).toMatchObject({ visitorId: id, lastSeq: 2 });
  expect((await table.messages(first, { after: beforeFirst, limit: 9 })).map(({ text }) => text)).toEqual([
    'Hello',
    'We have it.',
  ]);
});

test('an address given in this very moment keeps them apart', async () => {
  meanwhile(() => gives('other@example.org'));
  const { id } = await logsIn(mine);
  expect(await table.conversationsOf(id)).toEqual([]);
  expect(await table.visitor(vera)).toMatchObject({ address: { email: 'other@example.org' } });
});

test('so does one that the user has got in this very moment', async () => {
  await gives(email);
  meanwhile(async () => {
    const [user] = await table.visitors([userId]);
    const address = { email: 'other@example.org', state: 'proven' } as const;
    await table.commit([{ kind: 'visitor', value: withAddress(user!, address) }]);
  });
  const { id: userId } = await logsIn(mine, { visitorId: 'x' as VisitorId, scope: { kind: 'visitor' } });
  await logsIn(mine);
  expect(await table.conversationsOf(userId)).toEqual([]);
});

test('of two who log in at once one gets it', async () => {
  let other: VisitorId | undefined;
  meanwhile(async () => (other = (await logsIn({ sub: 'other' })).id));
  const { id } = await logsIn(mine);
  expect(await table.conversationsOf(other!)).toEqual([first]);
  expect(await table.conversationsOf(id)).toEqual([]);
});

test('what they write in this very moment to one that is closed comes along in its successor', async () => {
  await changeConversation(world, table, first, (one) => ({ ...one, status: 'closed' }));
  const draft = { ...byVisitor, channel: 'messaging', text: 'Back again' } as never;
  meanwhile(() => post(world, table, { conversationId: first, draft }));
  const { id } = await logsIn(mine);
  const { continuedBy } = (await table.conversation(first))!;
  expect(await table.conversationsOf(id)).toEqual([first, continuedBy!].sort());
  expect(await table.conversationsOf(vera)).toEqual([]);
});

describe('the links of an e-mail that went out before', () => {
  beforeEach(async () => {
    await gives('other@example.org');
    await gives('Vera@example.org');
    await links('resume');
    await links('not-me');
  });

  async function links(purpose: TokenPurpose): Promise<void> {
    const { addressVersion } = (await table.visitor(vera))!;
    const value: LinkToken = {
      purpose,
      conversationId: first,
      visitorId: vera,
      email: 'Vera@example.org',
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
    await gives('Vera@example.org');
    await logsIn(mine);
    await expect(resumes()).rejects.toEqual(new Problem(410, 'gone'));
  });

  test('take the address from the user if it is not theirs', async () => {
    const { id } = await logsIn({ email });
    const request = { parameters: { token: 'not-me' }, headers: {} } as unknown as Request;
    expect((await notMe({ world, table })(request)).status).toBe(200);
    expect(await table.visitor(id)).toMatchObject({ address: null, refused: [{ email, why: 'not-me' }] });
  });
});
