import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { dynamoDbTable } from '../../functions/aws/dynamodb-table.ts';
import { changeConversation } from '../../functions/conversation/change.ts';
import { seq } from '../../functions/conversation/ids.ts';
import type { ConversationId, VisitorId } from '../../functions/conversation/ids.ts';
import { post, start } from '../../functions/conversation/post.ts';
import { conversationRootId, replyAddress } from '../../functions/email/reply-address.ts';
import type { Verdicts } from '../../functions/email/judge-sender.ts';
import type { Arrival } from '../../functions/inbound/arrival.ts';
import { receive } from '../../functions/inbound/receive.ts';
import type { InboundPorts } from '../../functions/inbound/receive.ts';
import { plusMinutes } from '../../functions/instant.ts';
import { checkUnread } from '../../functions/notification/check-unread.ts';
import type { OutgoingMail, Table, Write } from '../../functions/ports.ts';
import { startEngine } from '../setup/dynamodb-engine.ts';
import type { Engine } from '../setup/dynamodb-engine.ts';
import { ada, byVisitor, company, noon, settings, standingWorld, visitor } from '../setup/scene.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const replyDomain = 'reply.example.com';
const sesId = '0100017d41d36138-496e8b33-5be4-4f63-9316-3e7be15c2fe2-000000';
let world: ReturnType<typeof standingWorld>;
let table: Table;
let kept: Write[];
let raw: Buffer;
let ports: InboundPorts;
let id: ConversationId;
let address: string;
let sent: OutgoingMail[];
let stored: Map<string, string>;

beforeEach(async () => {
  world = standingWorld();
  const real = dynamoDbTable({ tableName: await engine.newTable(), now: world.now, company, client: engine.client });
  kept = [];
  table = {
    ...real,
    commit: (writes) => {
      kept.push(...writes.filter((write) => write.kind === 'kept-mail'));
      return real.commit(writes);
    },
  };
  await table.commit([{ kind: 'settings', value: settings }]);
  await table.commit([{ kind: 'visitor', value: visitor() }]);
  const hello = { ...byVisitor, channel: 'messaging', text: 'Hello', clientMessageId: 'hello' } as never;
  const { conversation } = await start(world, table, { visitorId: 'vera' as VisitorId, draft: hello });
  id = conversation.id;
  address = replyAddress(conversation.replyToken, replyDomain);
  await post(world, table, { conversationId: id, draft: { author: ada, channel: 'messaging', text: 'Yes, it is.' } });
  world.advance(10);
  sent = [];
  stored = new Map();
  await checkUnread(
    world,
    {
      table,
      mail: {
        send: (mail) => {
          sent.push(mail);
          return Promise.resolve({ kind: 'accepted', sesId, messageId: `<${sesId}@email.amazonses.com>` });
        },
      },
      files: { put: () => Promise.resolve(), get: () => Promise.resolve(undefined) },
      identity: { fromAddress: 'support@mail.example.com', replyDomain, publicUrl: 'https://chat.example.com' },
    },
    { conversationId: id, episode: 1, arm: 1 },
  );
  ports = {
    table,
    mails: { get: () => Promise.resolve(new Uint8Array(raw)) },
    files: {
      put: (key, body) => {
        stored.set(key, Buffer.from(body).toString());
        return Promise.resolve();
      },
    },
    replyDomain,
    fromAddress: 'support@mail.example.com',
  };
});

const passed: Verdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' };

/** Has a mail arrive for the conversation's reply address, from the visitor, unless it says otherwise. */
async function arrive(mail: Mail.Options = {}, arrival: Partial<Arrival> = {}): Promise<void> {
  const message = {
    from: 'Vera <vera@example.org>',
    to: address,
    subject: 'Re: Your question',
    text: 'Thank you!',
    ...mail,
  };
  raw = await new MailComposer(message).compile().build();
  await receive(world, ports, {
    sesId: 'inbound1',
    mailKey: 'inbound/inbound1',
    envelopeFrom: 'vera@example.org',
    recipients: [address],
    verdicts: passed,
    receivedAt: world.now(),
    ...arrival,
  });
}

const received = async () =>
  (await table.messages(id, { after: seq(2), limit: 10 })).map(({ author, text, channel, kind }) => ({
    author: author.kind,
    text,
    channel,
    kind,
  }));
const keptReasons = () => kept.map((write) => write.kind === 'kept-mail' && [write.value.state, write.value.reason]);

test("the visitor's reply is his message, by e-mail, and has read what was e-mailed", async () => {
  await arrive({
    text: 'Thank you!\n\nOn Wed, Nov 18, 2026 Ada wrote:\n> Yes, it is.\n',
    messageId: '<his@example.org>',
  });
  expect(await received()).toEqual([{ author: 'visitor', text: 'Thank you!', channel: 'email', kind: undefined }]);
  expect(await table.conversation(id)).toMatchObject({
    visitorReadThrough: 2,
    visitorReadCount: 1,
    lastVisitorChannel: 'email',
    waitingSince: world.now(),
    thread: { inReplyTo: '<his@example.org>', ids: [`<${sesId}@email.amazonses.com>`, '<his@example.org>'] },
  });
  const [message] = await table.messages(id, { after: seq(2), limit: 1 });
  expect(message?.received).toMatchObject({ subject: 'Re: Your question', mailKey: 'inbound/inbound1' });
  expect(message?.received?.quoted).toContain('Yes, it is.');
});

test('a mail that is delivered again, by Lambda or by the sender, is one message', async () => {
  await arrive({ messageId: '<same@example.org>' });
  await arrive({ messageId: '<same@example.org>' });
  await arrive({ messageId: '<same@example.org>' }, { sesId: 'inbound2', mailKey: 'inbound/inbound2' });
  expect(await received()).toHaveLength(1);
});

test('deliveries of one mail at the same moment are one message', async () => {
  await Promise.all([1, 2, 3].map(() => arrive({ messageId: '<same@example.org>', date: new Date(noon) })));
  expect(await received()).toHaveLength(1);
});

test.each<[string, Mail.Options]>([
  ['the token in Cc', { to: 'somebody@example.net', cc: 'ADDRESS' }],
  [
    'the SES id alone, as iOS Mail sends it',
    { to: 'x@reply.example.com', references: `<${sesId}@eu-west-1.amazonses.com>` },
  ],
  ['our root id alone', { to: 'x@reply.example.com', references: 'ROOT' }],
])('%s leads to the conversation', async (_name, mail) => {
  const real = (value: unknown): string =>
    String(value).replace('ADDRESS', address).replace('ROOT', conversationRootId(id, replyDomain));
  const filled = Object.fromEntries(Object.entries(mail).map(([name, value]) => [name, real(value)]));
  await arrive(filled, { recipients: ['x@reply.example.com'] });
  expect(await received()).toHaveLength(1);
});

test('mail that leads nowhere is kept', async () => {
  await arrive({ to: 'x@reply.example.com' }, { recipients: ['x@reply.example.com'] });
  expect(await received()).toEqual([]);
  expect(keptReasons()).toEqual([['unmatched', 'reply']]);
});

test('somebody else who has the address is shown as himself, reads nothing and reopens nothing', async () => {
  await changeConversation(world, table, id, (one) => ({ ...one, status: 'solved' }));
  await arrive({ from: 'Mallory <mallory@example.net>' });
  const [message] = await table.messages(id, { after: seq(2), limit: 1 });
  expect(message?.author).toEqual({ kind: 'other', email: 'mallory@example.net', name: 'Mallory' });
  expect(await table.conversation(id)).toMatchObject({
    status: 'solved',
    visitorReadThrough: 0,
    lastVisitorChannel: 'messaging',
  });
});

test.each<[string, Partial<Verdicts>, [string, string]]>([
  ['that its domain disowns', { dmarc: 'FAIL', dmarcPolicy: 'reject' }, ['quarantined', 'sender']],
  ['that is spam', { spam: 'FAIL' }, ['quarantined', 'spam']],
  ['that has a virus', { virus: 'FAIL' }, ['quarantined', 'virus']],
])('a mail %s is quarantined', async (_name, verdicts, reason) => {
  await arrive({}, { verdicts: { ...passed, ...verdicts } });
  expect(await received()).toEqual([]);
  expect(keptReasons()).toEqual([reason]);
});

test('an automatic reply is a note for agents from which nothing follows', async () => {
  const before = await table.conversation(id);
  await arrive({
    subject: 'Automatische Antwort: Ihre Frage',
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: 'Ich bin im Urlaub.',
  });
  expect(await received()).toEqual([
    { author: 'system', text: 'Ich bin im Urlaub.', channel: 'email', kind: 'auto-reply' },
  ]);
  expect(await table.conversation(id)).toMatchObject({
    pending: null,
    waitingSince: null,
    visitorReadThrough: 0,
    last: before!.last,
  });
});

test('our own mail that comes back goes no further', async () => {
  await arrive({ from: 'support@mail.example.com' });
  expect(await received()).toEqual([]);
  expect(keptReasons()).toEqual([['unmatched', 'own-address']]);
});

test('a reply to a solved conversation reopens it', async () => {
  await changeConversation(world, table, id, (one) => ({ ...one, status: 'solved' }));
  await arrive();
  expect(await table.conversation(id)).toMatchObject({ status: 'open' });
});

test('a reply to a closed conversation goes on in its successor, and so do later ones', async () => {
  await changeConversation(world, table, id, (one) => ({ ...one, status: 'closed' }));
  await arrive({ messageId: '<one@example.org>' });
  await arrive({ messageId: '<two@example.org>', text: 'And another thing' });
  const former = (await table.conversation(id))!;
  const successor = (await table.conversation(former.continuedBy!))!;
  expect(former).toMatchObject({ status: 'closed', lastSeq: 2 });
  expect(successor).toMatchObject({ continues: id, lastSeq: 2, visitorReadThrough: 0, thread: { root: id } });
});

test('whose raw mail cannot be had is tried again', async () => {
  ports = { ...ports, mails: { get: () => Promise.resolve(undefined) } };
  await expect(arrive()).rejects.toThrow('There is no mail');
});

test('who wrote by e-mail is answered by e-mail after the settling time', async () => {
  await arrive();
  await post(world, table, { conversationId: id, draft: { author: ada, channel: 'messaging', text: 'Gladly' } });
  expect((await table.conversation(id))?.pending?.dueAt).toBe(plusMinutes(world.now(), 1));
});
