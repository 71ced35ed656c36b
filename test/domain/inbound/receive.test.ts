import type Mail from 'nodemailer/lib/mailer/index.js';
import { dynamoDbTable } from '../../../functions/aws/table/dynamodb-table.ts';
import { changeConversation } from '../../../functions/domain/conversation/change.ts';
import type { Verdicts } from '../../../functions/domain/email/judge-sender.ts';
import { conversationRootId } from '../../../functions/domain/email/reply-address.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import { startEngine } from '../../setup/dynamodb-engine.ts';
import type { Engine } from '../../setup/dynamodb-engine.ts';
import { company, noon } from '../../setup/scene.ts';
import { inboundScene, passed, replyDomain, sesId } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene(async (now) =>
    dynamoDbTable({ tableName: await engine.newTable(), now, company, client: engine.client }),
  );
});

const received = async () =>
  (await scene.received()).map(({ author, text, channel, kind }) => ({ author: author.kind, text, channel, kind }));
const keptReasons = async () =>
  [...(await scene.kept('unmatched')), ...(await scene.kept('quarantined'))].map(({ state, reason }) => [
    state,
    reason,
  ]);

test("the visitor's reply is their message, by e-mail, and has read what was e-mailed", async () => {
  await scene.arrive({
    text: 'Thank you!\n\nOn Wed, Nov 18, 2026 Ada wrote:\n> Yes, it is.\n',
    messageId: '<his@example.org>',
  });
  expect(await received()).toEqual([{ author: 'visitor', text: 'Thank you!', channel: 'email', kind: undefined }]);
  expect(await scene.table.conversation(scene.id)).toMatchObject({
    visitorReadThrough: 2,
    visitorReadCount: 1,
    lastVisitorChannel: 'email',
    waitingSince: scene.world.now(),
    thread: { inReplyTo: '<his@example.org>', ids: [`<${sesId}@email.amazonses.com>`, '<his@example.org>'] },
  });
  const [message] = await scene.table.messages(scene.id, { after: seq(2), limit: 1 });
  expect(message?.received).toMatchObject({ subject: 'Re: Your question', mailKey: 'inbound/inbound1' });
  expect(message?.received?.quoted).toContain('Yes, it is.');
});

test('a mail that is delivered again, by Lambda or by the sender, is one message', async () => {
  await scene.arrive({ messageId: '<same@example.org>' });
  await scene.arrive({ messageId: '<same@example.org>' });
  await scene.arrive({ messageId: '<same@example.org>' }, { sesId: 'inbound2', mailKey: 'inbound/inbound2' });
  expect(await received()).toHaveLength(1);
});

test('deliveries of one mail at the same moment are one message', async () => {
  await Promise.all([1, 2, 3].map(() => scene.arrive({ messageId: '<same@example.org>', date: new Date(noon) })));
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
    String(value).replace('ADDRESS', scene.address).replace('ROOT', conversationRootId(scene.id, replyDomain));
  const filled = Object.fromEntries(Object.entries(mail).map(([name, value]) => [name, real(value)]));
  await scene.arrive(filled, { recipients: ['x@reply.example.com'] });
  expect(await received()).toHaveLength(1);
});

test('mail that leads nowhere is kept', async () => {
  await scene.arrive({ to: 'x@reply.example.com' }, { recipients: ['x@reply.example.com'] });
  expect(await received()).toEqual([]);
  expect(await keptReasons()).toEqual([['unmatched', 'reply']]);
});

test('somebody else who has the address is shown as themselves, reads nothing and reopens nothing', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'solved' }));
  await scene.arrive({ from: 'Mallory <mallory@example.net>' });
  const [message] = await scene.table.messages(scene.id, { after: seq(2), limit: 1 });
  expect(message?.author).toEqual({ kind: 'other', email: 'mallory@example.net', name: 'Mallory' });
  expect(await scene.table.conversation(scene.id)).toMatchObject({
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
  await scene.arrive({}, { verdicts: { ...passed, ...verdicts } });
  expect(await received()).toEqual([]);
  expect(await keptReasons()).toEqual([reason]);
});

test('an automatic reply is a note for agents from which nothing follows', async () => {
  const before = await scene.table.conversation(scene.id);
  await scene.arrive({
    subject: 'Automatische Antwort: Ihre Frage',
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: 'Ich bin im Urlaub.',
  });
  expect(await received()).toEqual([
    { author: 'system', text: 'Ich bin im Urlaub.', channel: 'email', kind: 'auto-reply' },
  ]);
  expect(await scene.table.conversation(scene.id)).toMatchObject({
    pending: null,
    waitingSince: null,
    visitorReadThrough: 0,
    last: before!.last,
  });
});

test.each<[string, Partial<Verdicts>, readonly string[]]>([
  ['that its supposed domain disowns', { dmarc: 'FAIL', dmarcPolicy: 'reject' }, ['quarantined', 'sender']],
  ['that is spam', { spam: 'FAIL' }, ['quarantined', 'spam']],
])('an automatic reply %s is quarantined like any mail', async (_name, verdicts, reason) => {
  const headers = { 'Auto-Submitted': 'auto-replied' };
  await scene.arrive({ headers }, { verdicts: { ...passed, ...verdicts } });
  expect(await received()).toEqual([]);
  expect(await keptReasons()).toEqual([reason]);
});

test('one that a foreign server sent, for a domain without a policy, is not the visitor’s', async () => {
  const verdicts = { ...passed, dkim: 'GRAY', dmarc: 'GRAY' } as const;
  await scene.arrive({}, { verdicts, envelopeFrom: 'evil@attacker.example' });
  expect(await received()).toMatchObject([{ author: 'other' }]);
});

test('our own mail that comes back goes no further', async () => {
  await scene.arrive({ from: 'support@mail.example.com' });
  expect(await received()).toEqual([]);
  expect(await keptReasons()).toEqual([['unmatched', 'own-address']]);
});

test.each([
  ['an automatic reply', { 'Auto-Submitted': 'auto-replied' }],
  ['mail of a list', { 'List-Id': '<news.example.org>' }],
])('%s to a closed conversation is noted there and begins no other, unless there is one', async (_name, headers) => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'closed' }));
  await scene.arrive({ headers, messageId: '<one@example.org>' });
  expect(await scene.table.conversation(scene.id)).toMatchObject({
    status: 'closed',
    continuedBy: null,
    lastSeq: 3,
    waitingSince: null,
  });
  await scene.arrive({ messageId: '<two@example.org>' });
  await scene.arrive({ headers, messageId: '<three@example.org>' });
  const { continuedBy, lastSeq } = (await scene.table.conversation(scene.id))!;
  expect(lastSeq).toBe(3);
  const kinds = (await scene.table.messages(continuedBy!, { after: seq(0), limit: 10 })).map(
    ({ author }) => author.kind,
  );
  expect(kinds).toEqual(['visitor', 'system']);
});

test('a reply to a solved conversation reopens it', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'solved' }));
  await scene.arrive();
  expect(await scene.table.conversation(scene.id)).toMatchObject({ status: 'open' });
});

test('a reply to a closed conversation goes on in its successor, and so do later ones', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'closed' }));
  await scene.arrive({ messageId: '<one@example.org>' });
  await scene.arrive({ messageId: '<two@example.org>', text: 'And another thing' });
  const former = (await scene.table.conversation(scene.id))!;
  const successor = (await scene.table.conversation(former.continuedBy!))!;
  expect(former).toMatchObject({ status: 'closed', lastSeq: 2 });
  expect(successor).toMatchObject({
    continues: scene.id,
    lastSeq: 2,
    visitorReadThrough: 0,
    thread: { root: scene.id },
  });
});

test('whose raw mail cannot be had is tried again', async () => {
  Object.assign(scene.ports, { mails: { get: () => Promise.resolve(undefined) } });
  await expect(scene.arrive()).rejects.toThrow('There is no mail');
});

test('who wrote by e-mail is answered by e-mail after the settling time', async () => {
  await scene.arrive();
  await scene.answer('Gladly');
  expect((await scene.table.conversation(scene.id))?.pending?.dueAt).toBe(plusMinutes(scene.world.now(), 1));
});

test('so they are in what goes on from the conversation, when it was closed', async () => {
  await scene.arrive();
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'closed' }));
  await scene.answer('Gladly');
  const { continuedBy } = (await scene.table.conversation(scene.id))!;
  const due = (await scene.table.conversation(continuedBy!))?.pending?.dueAt;
  expect(due).toBe(plusMinutes(scene.world.now(), 1));
});
