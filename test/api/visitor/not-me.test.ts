import type { Request, Response } from '../../../functions/api/http/api.ts';
import { presentMessageForVisitor } from '../../../functions/api/http/present.ts';
import { notMe } from '../../../functions/api/visitor/email-links.ts';
import { post, start } from '../../../functions/domain/conversation/post.ts';
import { beforeFirst } from '../../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { Message } from '../../../functions/domain/records/message.ts';
import { withAddress, withRefusal } from '../../../functions/domain/records/visitor.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { disownedText } from '../../../functions/domain/triggers/disowned-texts.ts';
import { tellDisowned } from '../../../functions/domain/triggers/tell-disowned.ts';
import { automaticLocales } from '../../../functions/domain/triggers/texts.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { ada, byVisitor, company, settings, standingWorld, visitor } from '../../setup/scene.ts';

const vera = 'vera' as VisitorId;
let world: ReturnType<typeof standingWorld>;
let table: Table;
let first: ConversationId;

beforeEach(async () => {
  world = standingWorld();
  table = inMemoryTable({ now: world.now, company });
  await table.commit([{ kind: 'settings', value: settings }]);
  await table.commit([{ kind: 'visitor', value: visitor() }]);
  first = await opens();
  await table.commit([
    {
      kind: 'link-token',
      token: 'secret',
      value: {
        purpose: 'not-me',
        conversationId: first,
        visitorId: vera,
        email: 'vera@example.org',
        addressVersion: 1,
        upTo: beforeFirst,
        expiresAt: '2027-11-18T12:30:00.000Z' as never,
      },
    },
  ]);
  world.advance(1);
});

async function opens(): Promise<ConversationId> {
  const draft = { ...byVisitor, channel: 'messaging', text: 'Hello' } as never;
  return (await start(world, table, { visitorId: vera, draft })).conversation.id;
}

async function closes(id: ConversationId): Promise<void> {
  const conversation = (await table.conversation(id))!;
  await table.commit([{ kind: 'conversation', value: { ...conversation, status: 'closed' } }]);
}

const press = (on: Table = table): Promise<Response> =>
  notMe({ world, table: on })({ parameters: { token: 'secret' }, headers: {} } as unknown as Request);
const told = async (id: ConversationId): Promise<readonly Message[]> =>
  (await table.messages(id, { after: beforeFirst, limit: 100 })).filter(({ reason }) => reason === 'not-me');
const replyToken = async (id: ConversationId): Promise<string> => (await table.conversation(id))!.replyToken;

test('every conversation that is not closed tells it once, however often the button is pressed', async () => {
  const ids = [first, await opens(), await opens()];
  const closed = await opens();
  await closes(closed);
  await Promise.all([press(), press()]);
  await press();
  for (const id of ids) {
    const [message, ...more] = await told(id);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ kind: 'delivery-problem', author: { kind: 'system' } });
    expect(message!.text).toContain('vera@example.org');
    expect(presentMessageForVisitor(message!, () => '')).toMatchObject({ kind: 'delivery-problem', reason: 'not-me' });
  }
  expect(await told(closed)).toEqual([]);
  expect(await table.visitor(vera)).toMatchObject({ address: null });
});

test('no reply address that the owner knows leads anywhere any more, not even to a closed conversation', async () => {
  const closed = await opens();
  await closes(closed);
  const ids = [first, closed];
  const old = await Promise.all(ids.map(replyToken));
  await press();
  expect(await Promise.all(old.map((token) => table.replyToken(token)))).toEqual([undefined, undefined]);
  const renewed = await Promise.all(ids.map(replyToken));
  expect(await Promise.all(renewed.map((token) => table.replyToken(token)))).toEqual(ids);
});

test('what was broken off after the first conversation is finished by whoever comes next', async () => {
  const others = [await opens(), await opens()];
  let left = 2;
  const breaking: Table = {
    ...table,
    commit: (writes) => ((left -= 1) < 0 ? Promise.reject(new Error('killed')) : table.commit(writes)),
  };
  await expect(press(breaking)).rejects.toThrow('killed');
  expect(await told(first)).toHaveLength(1);
  await tellDisowned(world, table, vera);
  await press();
  for (const id of [first, ...others]) expect(await told(id)).toHaveLength(1);
});

test('of very many conversations the first fifty are told at once, that of the link among them', async () => {
  const others: ConversationId[] = [];
  for (let count = 0; count < 60; count += 1) others.push(await opens());
  await press();
  const all = [first, ...others];
  const counts = await Promise.all(all.map(async (id) => (await told(id)).length));
  expect(counts.filter((count) => count === 1)).toHaveLength(50);
  expect(counts[0]).toBe(1);
  await tellDisowned(world, table, vera);
  for (const id of all) expect(await told(id)).toHaveLength(1);
});

test('a conversation that begins later is told nothing of it, and of another address all are told again', async () => {
  await press();
  world.advance(1);
  const later = await opens();
  await tellDisowned(world, table, vera);
  expect(await told(later)).toEqual([]);

  const known = (await table.visitor(vera))!;
  await table.commit([{ kind: 'visitor', value: withAddress(known, { email: 'v@example.net', state: 'typed' }) }]);
  const link = (await table.linkToken('not-me', 'secret'))!;
  const value = { ...link, email: 'v@example.net' };
  await table.commit([{ kind: 'link-token', token: 'second', value }]);
  world.advance(1);
  await notMe({ world, table })({ parameters: { token: 'second' }, headers: {} } as unknown as Request);
  expect(await told(later)).toHaveLength(1);
  expect((await told(first)).map(({ text }) => text)).toEqual([
    expect.stringContaining('vera@example.org'),
    expect.stringContaining('v@example.net'),
  ]);
});

test('an e-mail that waits does not go out to it', async () => {
  await post(world, table, { conversationId: first, draft: { author: ada, channel: 'messaging', text: 'Answer' } });
  await press();
  expect(await table.visitor(vera)).toMatchObject({ address: null });
  expect((await table.conversation(first))?.pending).toMatchObject({ firstSeq: 2 });
});

test('a bounce that comes late does not make it forgotten whose the address is', () => {
  const refused = { email: 'vera@example.org', why: 'not-me', at: world.now() } as const;
  const known = visitor({ refused: [refused] });
  expect(withRefusal(known, { email: 'vera@example.org', why: 'bounced' }).refused).toEqual([refused]);
});

test.each(automaticLocales)('it is told in words of its own in %s', (locale) => {
  expect(disownedText(locale)).toContain('{email}');
  if (locale !== 'en') expect(disownedText(locale)).not.toBe(disownedText('en'));
});

test('another spelling of the same mailbox does not keep it from its owner', async () => {
  const known = (await table.visitor(vera))!;
  const value = withAddress(known, { email: 'VERA@example.org', state: 'typed' });
  await table.commit([{ kind: 'visitor', value }]);
  for (const _time of [1, 2]) expect((await press()).status).toBe(200);
  expect(await table.visitor(vera)).toMatchObject({ address: null, refused: [{ why: 'not-me' }] });
  expect(await told(first)).toHaveLength(1);
});
