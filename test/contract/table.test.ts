import { dynamoDbTable } from '../../functions/aws/table/dynamodb-table.ts';
import { canaryId } from '../../functions/domain/canary/canary-id.ts';
import { heard, unhatched } from '../../functions/domain/canary/canary.ts';
import { append } from '../../functions/domain/conversation/append.ts';
import { post, start } from '../../functions/domain/conversation/post.ts';
import { keptMailId } from '../../functions/domain/inbound/kept-mail-id.ts';
import type { MailStore } from '../../functions/domain/inbound/mail-store.ts';
import { plusMinutes } from '../../functions/domain/instant.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import type { ConnectionStore } from '../../functions/domain/realtime/connection-store.ts';
import { newConversation } from '../../functions/domain/records/conversation.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import { beforeFirst, seq } from '../../functions/domain/records/ids.ts';
import type { AgentId, ConversationId, VisitorId } from '../../functions/domain/records/ids.ts';
import type { KeptMail } from '../../functions/domain/records/kept-mail.ts';
import type { Upload } from '../../functions/domain/records/upload.ts';
import type { Write } from '../../functions/domain/records/write.ts';
import type { Table } from '../../functions/domain/table/table.ts';
import { world as realWorld } from '../../functions/world.ts';
import { inMemoryTable } from '../model/in-memory-table.ts';
import { startEngine } from '../setup/dynamodb-engine.ts';
import { describeOnEmulator } from '../setup/emulator.ts';
import type { Engine } from '../setup/engine-client.ts';
import { startMiniStack } from '../setup/ministack.ts';
import { ada, company, emptyConversation, noon, settings, standingWorld, visitor } from '../setup/scene.ts';

type Setting = Parameters<typeof inMemoryTable>[0];
type NewTable = (setting: Setting) => Promise<Table>;

describe('in the bundled DynamoDB engine', () => keepsItsPromises(tablesOf(startEngine)));
describeOnEmulator('in the DynamoDB of MiniStack', () => keepsItsPromises(tablesOf(startMiniStack)));
describe('in memory', () => keepsItsPromises((setting) => Promise.resolve(inMemoryTable(setting))));

/** Tables of an engine that runs as long as the tests of its group. */
function tablesOf(startEngine: () => Promise<Engine>): NewTable {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
  });
  afterAll(() => engine.stop());
  return async (setting) => dynamoDbTable({ ...setting, tableName: await engine.newTable(), client: engine.client });
}

function keepsItsPromises(newTable: NewTable): void {
  let table: Table;
  let world: ReturnType<typeof standingWorld>;
  beforeEach(async () => {
    world = standingWorld();
    table = await newTable({ now: world.now, company });
  });

  const vera = 'vera' as VisitorId;
  const draft = (clientMessageId: string, text = 'Hello') =>
    ({ author: { kind: 'visitor', id: vera }, channel: 'messaging', text, clientMessageId }) as const;

  async function stored(...lines: readonly string[]): Promise<Conversation> {
    let { conversation } = await start(world, table, { visitorId: vera, draft: draft('first', lines[0]) });
    for (const [index, text] of lines.slice(1).entries()) {
      const posted = await post(world, table, { conversationId: conversation.id, draft: draft(`more${index}`, text) });
      conversation = posted!.conversation;
    }
    return (await table.conversation(conversation.id))!;
  }

  describe('a conversation', () => {
    test('comes back as it was stored, with the next version', async () => {
      const conversation = emptyConversation();
      expect(await table.commit([{ kind: 'conversation', value: conversation }])).toEqual({ kind: 'committed' });
      expect(await table.conversation(conversation.id)).toEqual({ ...conversation, version: 1 });
    });

    test('is written only on condition of the version it was read with, and the loser learns what failed', async () => {
      const conversation = await stored('Hello');
      const solved: Write = { kind: 'conversation', value: { ...conversation, status: 'solved' } };
      expect(await table.commit([solved])).toEqual({ kind: 'committed' });
      expect(await table.commit([solved])).toEqual({ kind: 'lost', failed: ['conversation'] });
    });

    test('that many write at once is written by one, and the others lose their race', async () => {
      const conversation = await stored('Hello');
      const commits = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          table.commit([
            { kind: 'conversation', value: { ...conversation, assignee: `agent${index}` as AgentId } },
            { kind: 'visitor', value: visitor({ id: `visitor${index}` as VisitorId }) },
          ]),
        ),
      );
      expect(commits.filter(({ kind }) => kind === 'lost')).toHaveLength(9);
      const winner = commits.findIndex(({ kind }) => kind === 'committed');
      expect((await table.conversation(conversation.id))?.assignee).toBe(`agent${winner}`);
      const visitors = await table.visitors(commits.map((_, index) => `visitor${index}` as VisitorId));
      expect(visitors.map(({ id }) => id)).toEqual([`visitor${winner}`]);
    });

    test('and what is written with it are all written or none', async () => {
      const conversation = await stored('Hello');
      const { conversation: changed, message } = append(conversation, draft('x'), settings, world.now());
      const stale: Write = { kind: 'visitor', value: visitor({ version: 7 }) };
      const commit = await table.commit([
        { kind: 'conversation', value: changed },
        { kind: 'message', value: message },
        stale,
      ]);
      expect(commit).toEqual({ kind: 'lost', failed: ['visitor'] });
      expect(await table.message(conversation.id, message.seq)).toBeUndefined();
      expect((await table.conversation(conversation.id))?.lastSeq).toBe(1);
    });
  });

  describe('the conversations of a visitor', () => {
    test('are those that they have, and not what is another visitor’s now', async () => {
      const { id } = await stored('Hello');
      await table.commit([
        { kind: 'visitor-conversation-left', visitorId: vera, conversationId: id },
        { kind: 'visitor-conversation', visitorId: 'user' as VisitorId, conversationId: id },
      ]);
      expect(await table.conversationsOf(vera)).toEqual([]);
      expect(await table.conversationsOf('user' as VisitorId)).toEqual([id]);
    });
  });

  describe('messages', () => {
    test('are read in order, after a seq, up to a limit', async () => {
      const { id } = await stored('one', 'two', 'three', 'four');
      const texts = async (after: number, limit: number) =>
        (await table.messages(id, { after: seq(after), limit })).map((message) => message.text);
      expect(await texts(0, 10)).toEqual(['one', 'two', 'three', 'four']);
      expect(await texts(1, 2)).toEqual(['two', 'three']);
      expect(await texts(4, 2)).toEqual([]);
    });

    test('with the same client message id are one message, also in a new conversation', async () => {
      const first = await start(world, table, { visitorId: vera, draft: draft('same') });
      const again = await start(world, table, { visitorId: vera, draft: draft('same', 'other words') });
      expect(again).toMatchObject({ created: false, message: { text: 'Hello', seq: 1 } });
      expect(again.conversation.id).toBe(first.conversation.id);
      expect(await table.conversationsOf(vera)).toEqual([first.conversation.id]);
    });

    test('of twenty writers at once are twenty, without gaps, in one order', async () => {
      const { id } = await stored('Hello');
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          post({ ...realWorld, now: world.now }, table, {
            conversationId: id,
            draft: draft(`burst${index}`, String(index)),
          }),
        ),
      );
      const messages = await table.messages(id, { after: beforeFirst, limit: 100 });
      expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
      expect(new Set(messages.slice(1).map((message) => message.text)).size).toBe(20);
      expect((await table.conversation(id))?.counts).toEqual({ agent: 0, visitor: 21 });
    });

    test('to a closed conversation go to its one successor, however many write', async () => {
      const closed: Conversation = { ...(await stored('Hello')), status: 'closed' };
      await table.commit([{ kind: 'conversation', value: closed }]);
      const posted = await Promise.all(
        ['a', 'b', 'c'].map((text) =>
          post({ ...realWorld, now: world.now }, table, { conversationId: closed.id, draft: draft(text, text) }),
        ),
      );
      const [successor, ...others] = new Set(posted.map((one) => one!.conversation.id));
      expect(others).toEqual([]);
      const former = await table.conversation(closed.id);
      expect(former).toMatchObject({ continuedBy: successor, lastSeq: 1, status: 'closed' });
      expect(await table.conversation(successor!)).toMatchObject({ continues: closed.id, lastSeq: 3 });
      expect(await table.replyToken(closed.replyToken)).toBe(successor);
    });
  });

  describe('a read cursor', () => {
    test('moves forward once and never back', async () => {
      const { id } = await stored('one', 'two', 'three');
      const through = async (at: number) => table.advanceRead(id, 'agent', (await table.message(id, seq(at)))!);
      expect(await through(2)).toMatchObject({ agentReadThrough: 2 });
      expect(await through(1)).toBeNull();
      expect(await through(2)).toBeNull();
      expect(await table.conversation(id)).toMatchObject({
        agentReadThrough: 2,
        agentReadCount: 2,
        visitorReadThrough: 0,
      });
    });

    test('that moves makes a decision made before it lose its race', async () => {
      const before = await stored('one');
      await table.advanceRead(before.id, 'visitor', (await table.message(before.id, seq(1)))!);
      expect(await table.commit([{ kind: 'conversation', value: before }])).toMatchObject({ kind: 'lost' });
    });
  });

  describe('the queue', () => {
    async function queued(id: string, minute: number, change: Partial<Conversation> = {}): Promise<void> {
      const waitingSince = plusMinutes(noon, minute);
      const empty = newConversation({ id: id as ConversationId, visitorId: vera, replyToken: id, now: noon });
      await table.commit([
        { kind: 'conversation', value: { ...empty, waitingSince, queuedSince: waitingSince, ...change } },
      ]);
    }
    const ids = async (limit: number, cursor?: string) => {
      const page = await table.queue({ statuses: ['open', 'pending', 'solved'], cursor, limit, wanted: () => true });
      return { ids: page.conversations.map((one) => one.id), cursor: page.cursor };
    };

    test('has who waits longest first, then who does not wait, and nobody whose conversation is closed', async () => {
      await queued('late', 5);
      await queued('early', 1);
      await queued('answered', 0, { waitingSince: null });
      await queued('solved', 3, { status: 'solved' });
      await queued('closed', 2, { status: 'closed' });
      expect((await ids(10)).ids).toEqual(['early', 'solved', 'late', 'answered']);
    });

    test('is read page by page without a gap or a repetition', async () => {
      const all = Array.from({ length: 37 }, (_, index) => `c${String(index).padStart(2, '0')}`);
      for (const [index, id] of all.entries()) await queued(id, index);
      const read: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await ids(5, cursor);
        read.push(...page.ids);
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(read).toEqual(all);
    });

    test.each([
      ['empty', ''],
      ['some text', 'nonsense'],
      ['longer than a key', `0#${noon}#${'a'.repeat(1024)}`],
    ])('has no page behind a cursor that is %s', async (_, cursor) => {
      await queued('early', 1);
      await expect(ids(10, cursor)).rejects.toThrow(RangeError);
    });

    test('leaves out what is not wanted and still fills its pages', async () => {
      for (let index = 0; index < 20; index += 1) {
        await queued(
          `c${String(index).padStart(2, '0')}`,
          index,
          index % 5 === 0 ? { assignee: 'ada' as AgentId } : {},
        );
      }
      const page = await table.queue({
        statuses: ['open'],
        cursor: undefined,
        limit: 3,
        wanted: (one) => one.assignee === 'ada',
      });
      expect(page.conversations.map((one) => one.id)).toEqual(['c00', 'c05', 'c10']);
      expect(page.cursor).toBeDefined();
    });
  });

  test('what a replay needs is kept: the days of answers, and when the visitor first had read so far', async () => {
    const [one, other] = ['one' as ConversationId, 'other' as ConversationId];
    for (const id of [one, one, other]) await table.noteAnswered(id, noon);
    await table.noteAnswered(one, plusMinutes(noon, 24 * 60));
    expect([...(await table.answeredOn(plusMinutes(noon, 60)))].sort()).toEqual([one, other]);
    expect(await table.answeredOn(plusMinutes(noon, 24 * 60))).toEqual([one]);
    const reads = [
      { through: seq(2), at: plusMinutes(noon, 1) },
      { through: seq(4), at: plusMinutes(noon, 3) },
    ];
    for (const read of reads) await table.noteRead(one, read);
    await table.noteRead(one, { through: seq(2), at: plusMinutes(noon, 9) });
    expect(await table.reads(one)).toEqual(reads);
    expect(await table.reads(other)).toEqual([]);
  });

  test('visitors are found by the beginnings of their terms, in order, until the terms change', async () => {
    const [walter, vroni] = ['walter' as VisitorId, 'vroni' as VisitorId];
    await table.replaceFindTerms(vera, [], ['vera maria', 'maria', 'vera@example.org']);
    await table.replaceFindTerms(walter, [], ['walter', 'vera@example.com']);
    await table.replaceFindTerms(vroni, [], ['vroni']);
    expect(await table.findVisitors('vera', 10)).toEqual([vera, walter]);
    expect(await table.findVisitors('ve', 1)).toEqual([vera]);
    expect(await table.findVisitors('mar', 10)).toEqual([vera]);
    await table.replaceFindTerms(vera, ['vera maria', 'maria', 'vera@example.org'], ['vera maria', 'maria']);
    expect(await table.findVisitors('vera@', 10)).toEqual([walter]);
  });

  describe('what is due', () => {
    const answer = { author: ada, channel: 'messaging', text: 'Here you are' } as const;

    test('is found when its time has passed, and not before', async () => {
      const { id } = await stored('Hello');
      await post(world, table, { conversationId: id, draft: answer });
      const due = (minute: number) => table.dueBefore(plusMinutes(noon, minute), 10);
      expect(await due(10)).toEqual([]);
      expect(await due(11)).toEqual([{ conversationId: id, at: plusMinutes(noon, 10) }]);
    });

    test.each(['waiting-for-address', 'held-by-agent'] as const)('is nothing that is %s', async (state) => {
      const { id } = await stored('Hello');
      const { conversation } = (await post(world, table, { conversationId: id, draft: answer }))!;
      const pending = { ...conversation.pending!, state };
      const current = (await table.conversation(id))!;
      await table.commit([{ kind: 'conversation', value: { ...current, pending } }]);
      expect(await table.dueBefore(plusMinutes(noon, 1000), 10)).toEqual([]);
    });
  });

  describe('what expires', () => {
    test('is gone on time: presence', async () => {
      const { id } = await stored('Hello');
      await table.setPresence(id, plusMinutes(noon, 1));
      expect(await table.presentUntil(id)).toBe(plusMinutes(noon, 1));
      world.advance(1);
      expect(await table.presentUntil(id)).toBeNull();
    });

    test('is gone on time: a client message id, whose repetition after a week is a new message', async () => {
      const { id } = await stored('Hello');
      await post(world, table, { conversationId: id, draft: draft('again') });
      world.advance(8 * 24 * 60);
      expect(await post(world, table, { conversationId: id, draft: draft('again') })).toMatchObject({ created: true });
    });

    test('is gone on time: a ticket, which is good for one connection only', async () => {
      const topic = { kind: 'agents', agentId: 'ada' as AgentId } as const;
      await table.putTicket('one', topic, plusMinutes(noon, 1));
      await table.putTicket('two', topic, plusMinutes(noon, 1));
      expect(await table.takeTicket('one')).toEqual(topic);
      expect(await table.takeTicket('one')).toBeUndefined();
      world.advance(1);
      expect(await table.takeTicket('two')).toBeUndefined();
    });
  });

  describe('the canary', () => {
    test('comes back as it was stored, and of two who change it one wins', async () => {
      expect(await table.canary()).toBeUndefined();
      const value = heard(unhatched, noon);
      expect(await table.commit([{ kind: 'canary', value }])).toEqual({ kind: 'committed' });
      expect(await table.canary()).toEqual({ ...value, version: 1 });
      expect(await table.commit([{ kind: 'canary', value }])).toEqual({ kind: 'lost', failed: ['canary'] });
    });

    test('has its conversation in no queue, and leaves nothing behind after three days', async () => {
      const [id, visitorId] = [canaryId('one') as ConversationId, canaryId('two') as VisitorId];
      const empty = newConversation({ id, visitorId, replyToken: 'canarysreplytoken', now: noon });
      const answer = { author: ada, channel: 'messaging', text: 'Round trip', notify: 'now' } as const;
      const { conversation, message } = append(empty, answer, settings, noon);
      await table.commit([
        { kind: 'conversation', value: conversation },
        { kind: 'message', value: message },
        { kind: 'visitor', value: visitor({ id: visitorId }) },
        { kind: 'visitor-conversation', visitorId, conversationId: id },
        { kind: 'reply-token', token: 'canarysreplytoken', conversationId: id },
        { kind: 'ses-id', sesId: 'canarys', conversationId: id, episode: 1 },
      ]);
      const page = await table.queue({
        statuses: ['open', 'pending', 'solved'],
        cursor: undefined,
        limit: 10,
        wanted: () => true,
      });
      expect(page.conversations).toEqual([]);
      expect(await table.dueBefore(plusMinutes(noon, 1), 10)).toEqual([{ conversationId: id, at: noon }]);
      const left = async () => [
        await table.conversation(id),
        await table.message(id, message.seq),
        await table.visitor(visitorId),
        await table.replyToken('canarysreplytoken'),
        await table.sesId('canarys'),
        ...(await table.conversationsOf(visitorId)),
      ];
      expect((await left()).filter((one) => one !== undefined)).toHaveLength(6);
      world.advance(3 * 24 * 60 + 1);
      expect((await left()).filter((one) => one !== undefined)).toEqual([]);
    });
  });

  test('connections are found by their topic and forgotten by their id', async () => {
    const expiresAt = plusMinutes(noon, 100);
    await table.putConnection({ id: 'a', topic: { kind: 'agents', agentId: 'ada' as AgentId }, expiresAt });
    await table.putConnection({
      id: 'b',
      topic: { kind: 'visitor', visitorId: vera, conversationId: null },
      expiresAt,
    });
    const of = async (audience: Parameters<ConnectionStore['connections']>[0]) =>
      (await table.connections(audience)).map((one) => one.id);
    expect(await of({ kind: 'agents' })).toEqual(['a']);
    expect(await of({ kind: 'visitor', visitorId: vera })).toEqual(['b']);
    expect(await Promise.all(['a', 'b', 'c'].map((id) => table.isConnected(id)))).toEqual([true, true, false]);
    await table.removeConnection('b');
    expect(await of({ kind: 'visitor', visitorId: vera })).toEqual([]);
    expect(await table.isConnected('b')).toBe(false);
  });

  describe('kept mail', () => {
    const mail = (at: Instant, sesId: string, change: Partial<KeptMail> = {}): KeptMail => ({
      id: keptMailId({ state: change.state ?? 'unmatched', receivedAt: at, sesId }),
      state: 'unmatched',
      reason: 'reply',
      mailKey: `inbound/${sesId}`,
      from: 'vera@example.org',
      subject: 'Hello',
      text: 'Hello',
      quoted: '',
      attachments: [],
      conversationId: null,
      receivedAt: at,
      ...change,
    });
    const keep = (value: KeptMail) => table.commit([{ kind: 'kept-mail', value }]);
    const listed = async (page: Partial<Parameters<MailStore['keptMails']>[1]> = {}) => {
      const { mails, cursor } = await table.keptMails('unmatched', { limit: 100, ...page });
      return { subjects: mails.map(({ subject }) => subject), cursor };
    };

    test('is listed newest first, page by page, over months', async () => {
      for (const day of [-29, -20, -1, 0]) {
        const at = plusMinutes(noon, day * 24 * 60);
        await keep(mail(at, `mail${-day}`, { subject: `${-day} days ago` }));
      }
      await keep(mail(noon, 'other', { state: 'quarantined', subject: 'another list' }));
      expect(await listed()).toEqual({
        subjects: ['0 days ago', '1 days ago', '20 days ago', '29 days ago'],
        cursor: undefined,
      });
      const first = await listed({ limit: 3 });
      expect(first.subjects).toHaveLength(3);
      expect(await listed({ limit: 3, cursor: first.cursor! })).toEqual({
        subjects: ['29 days ago'],
        cursor: undefined,
      });
      await expect(listed({ cursor: 'nonsense' })).rejects.toThrow(RangeError);
    });

    test('is forgotten after thirty days', async () => {
      await keep(mail(noon, 'mail'));
      world.advance(30 * 24 * 60 - 1);
      expect((await listed()).subjects).toHaveLength(1);
      world.advance(1);
      expect((await listed()).subjects).toEqual([]);
    });

    test('is settled once, and then is on no list but still known', async () => {
      const value = mail(noon, 'mail');
      await keep(value);
      await keep(mail(plusMinutes(noon, -1), 'older', { subject: 'older' }));
      expect(await table.keptMail(value.id)).toEqual(value);
      const settled = {
        id: value.id,
        action: 'discard',
        conversationId: null,
        message: null,
        by: ada.id,
        at: noon,
      } as const;
      const write: Write = { kind: 'mail-settled', value: settled };
      expect(await table.commit([write])).toEqual({ kind: 'committed' });
      expect(await table.commit([write])).toEqual({ kind: 'lost', failed: ['mail-settled'] });
      expect(await keep(value)).toEqual({ kind: 'lost', failed: ['kept-mail'] });
      expect(await table.keptMail(value.id)).toEqual(settled);
      expect(await listed({ limit: 1 })).toEqual({ subjects: ['older'], cursor: undefined });
      expect(await table.keptMail('nonsense')).toBeUndefined();
    });
  });

  test('what happens within an hour of the first is counted together, by each key', async () => {
    const count = (key: string) => table.countWithinHour({ of: 'sender-mails', key });
    expect([await count('vera'), await count('vera'), await count('nina')]).toEqual([1, 2, 1]);
    expect((await Promise.all(Array.from({ length: 10 }, () => count('vera')))).sort((a, b) => a - b)).toEqual([
      ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    ]);
    world.advance(59);
    expect(await count('vera')).toBe(13);
    world.advance(1);
    expect(await count('vera')).toBe(1);
  });

  test('who writes by mail from an address is one visitor, until another takes their place', async () => {
    const [one, two] = ['one' as VisitorId, 'two' as VisitorId];
    const write = (visitorId: VisitorId, before: VisitorId | undefined) =>
      table.commit([{ kind: 'mail-visitor', email: 'vera@example.org', visitorId, before }]);
    expect(await table.mailVisitor('vera@example.org')).toBeUndefined();
    expect(await write(one, undefined)).toEqual({ kind: 'committed' });
    expect(await write(two, undefined)).toMatchObject({ kind: 'lost' });
    expect(await table.mailVisitor('vera@example.org')).toBe(one);
    expect(await write(two, one)).toEqual({ kind: 'committed' });
    expect(await table.mailVisitor('vera@example.org')).toBe(two);
  });

  describe('an upload', () => {
    const owner = { kind: 'visitor', id: vera } as const;
    const upload = (id: string): Upload => ({
      id,
      version: 0,
      owner,
      filename: 'a.png',
      contentType: 'image/png',
      size: 1,
      attached: false,
      expiresAt: plusMinutes(noon, 60),
    });

    test('comes back with others by its id, until it is forgotten', async () => {
      await table.commit([{ kind: 'upload', value: upload('a') }]);
      await table.commit([{ kind: 'upload', value: upload('b') }]);
      const found = await table.uploads(owner, ['a', 'unknown', 'b']);
      expect([...found].sort((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
        { ...upload('a'), version: 1 },
        { ...upload('b'), version: 1 },
      ]);
      world.advance(60);
      expect(await table.uploads(owner, ['a', 'b'])).toEqual([]);
    });

    test('goes to one message only', async () => {
      await table.commit([{ kind: 'upload', value: upload('a') }]);
      const [granted] = await table.uploads(owner, ['a']);
      const take: Write = { kind: 'upload', value: { ...granted!, attached: true } };
      expect(await table.commit([take])).toEqual({ kind: 'committed' });
      expect(await table.commit([take])).toEqual({ kind: 'lost', failed: ['upload'] });
      expect(await table.uploads(owner, ['a'])).toMatchObject([{ attached: true }]);
    });
  });

  test('settings are the first ones until some are saved, and a stale save changes nothing', async () => {
    const { settings: first, triggers } = await table.rules();
    expect(first).toMatchObject({ version: 0, continuousConversations: false, fromName: 'Example' });
    expect(triggers['request-email'].active).toBe(false);
    const write: Write = { kind: 'settings', value: { ...first, delayMinutes: 5 } };
    expect(await table.commit([write])).toEqual({ kind: 'committed' });
    expect(await table.commit([write])).toMatchObject({ kind: 'lost' });
    expect((await table.rules()).settings).toMatchObject({ version: 1, delayMinutes: 5 });
  });
}
