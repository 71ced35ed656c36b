import type Mail from 'nodemailer/lib/mailer/index.js';
import { post } from '../../../functions/domain/conversation/post.ts';
import type { Verdicts } from '../../../functions/domain/email/judge-sender.ts';
import { conversationRootId } from '../../../functions/domain/email/reply-address.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import { ada, settings } from '../../setup/scene.ts';
import { inboundScene, passed, replyDomain } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene();
  await scene.table.commit([{ kind: 'settings', value: { ...settings, version: 1, startByEmail: true } }]);
});

const recipients = [`support@${replyDomain}`];
const mail = {
  from: 'Nina Novak <Nina@example.net>',
  to: `support@${replyDomain}`,
  subject: 'Do you ship to Graz?',
  text: 'Hello, do you ship to Graz?',
  messageId: '<first@example.net>',
};

const write = (change: Mail.Options = {}, verdicts: Partial<Verdicts> = {}): Promise<void> =>
  scene.arrive({ ...mail, ...change }, { recipients, verdicts: { ...passed, ...verdicts } });

async function started(): Promise<readonly Conversation[]> {
  const { conversations } = await scene.table.queue({
    statuses: ['open'],
    cursor: undefined,
    limit: 100,
    wanted: ({ id }) => id !== scene.id,
  });
  return conversations;
}

test('a mail that answers nothing starts a conversation', async () => {
  await write();
  const [conversation] = await started();
  expect(conversation).toMatchObject({
    status: 'open',
    lastVisitorChannel: 'email',
    waitingSince: scene.world.now(),
    thread: { subject: 'Do you ship to Graz?', ids: ['<first@example.net>'], inReplyTo: '<first@example.net>' },
  });
  expect(await scene.table.visitor(conversation!.visitorId)).toMatchObject({
    name: 'Nina Novak',
    address: { email: 'Nina@example.net', state: 'proven' },
    locale: settings.defaultLocale,
  });
  expect(await scene.table.message(conversation!.id, 1 as never)).toMatchObject({
    text: 'Hello, do you ship to Graz?',
    channel: 'email',
    author: { kind: 'visitor', name: 'Nina Novak' },
  });
});

test('its answer goes out after the settling time, in the thread of that mail', async () => {
  await write();
  const [{ id }] = (await started()) as [Conversation];
  await post(scene.world, scene.table, {
    conversationId: id,
    draft: { author: ada, channel: 'messaging', text: 'Yes' },
  });
  expect((await scene.table.conversation(id))?.pending?.dueAt).toBe(plusMinutes(scene.world.now(), 1));
  scene.world.advance(1);
  await scene.ring(id, 1);
  const email = scene.sent.at(-1);
  const header = (name: string): string | undefined => email?.headers.find((one) => one.name === name)?.value;
  expect(email).toMatchObject({ to: 'Nina@example.net', subject: 'Re: Do you ship to Graz?' });
  expect(header('In-Reply-To')).toBe('<first@example.net>');
  expect(header('References')).toBe(`${conversationRootId(id, replyDomain)} <first@example.net>`);
});

test('a long subject is cut between characters', async () => {
  await write({ subject: `${'s'.repeat(149)}😀` });
  expect((await started())[0]?.thread.subject).toBe('s'.repeat(149));
});

test('it is one conversation however often the mail is delivered', async () => {
  await Promise.all([1, 2, 3].map(() => write({ date: new Date(0) })));
  await write();
  expect(await started()).toHaveLength(1);
});

test('who writes again is the same visitor, in another conversation', async () => {
  await write();
  await write({ messageId: '<second@example.net>', subject: 'And to Linz?', from: 'nina@example.net' });
  const conversations = await started();
  expect(conversations).toHaveLength(2);
  expect(new Set(conversations.map(({ visitorId }) => visitorId)).size).toBe(1);
});

test('two mails at the same moment are of one visitor', async () => {
  await Promise.all(['<a@example.net>', '<b@example.net>'].map((messageId) => write({ messageId })));
  const conversations = await started();
  expect(conversations).toHaveLength(2);
  expect(new Set(conversations.map(({ visitorId }) => visitorId)).size).toBe(1);
});

test('a visitor who only typed the address is never the one who writes', async () => {
  await write({ from: 'vera@example.org' });
  const [conversation] = await started();
  expect(conversation?.visitorId).not.toBe('vera');
  expect(await scene.received()).toEqual([]);
});

test.each<[string, () => Promise<void>]>([
  ['nobody vouches for', () => write({}, { dmarc: 'GRAY', spf: 'FAIL', dkim: 'FAIL' })],
  ['fails DMARC', () => write({}, { dmarc: 'FAIL', dmarcPolicy: 'none' })],
  ['is spam', () => write({}, { spam: 'FAIL' })],
  ['a machine sent', () => write({ headers: { 'Auto-Submitted': 'auto-replied' } })],
  ['came through a list', () => write({ headers: { 'List-Id': '<talk.example.net>' } })],
  ['names a reply address that leads nowhere', () => write({ cc: `r.${'x'.repeat(26)}@${replyDomain}` })],
  ['comes from an address we cannot write to', () => write({ from: 'nína@example.net' })],
])('a mail that %s starts nothing and is kept', async (_name, arrive) => {
  await arrive();
  expect(await started()).toEqual([]);
  expect(await scene.kept('unmatched')).toHaveLength(1);
});

test('while the setting is off no mail starts anything', async () => {
  await scene.table.commit([{ kind: 'settings', value: { ...settings, version: 2, startByEmail: false } }]);
  await write();
  expect(await started()).toEqual([]);
  expect(await scene.kept('unmatched')).toMatchObject([{ reason: 'answers-nothing' }]);
});

test.each<[string, Mail.Options, string]>([
  ['a first mail', {}, 'answers-nothing'],
  ['one that says Re:', { subject: 'RE: your offer' }, 'reply'],
  ['one that says AW[2]:', { subject: 'AW [2]: Ihr Angebot' }, 'reply'],
  ['one in a thread', { inReplyTo: '<other@example.net>' }, 'reply'],
  ['one in a longer thread', { references: '<a@example.net> <b@example.net>' }, 'reply'],
  ['one to a reply address that leads nowhere', { cc: `r.${'x'.repeat(26)}@${replyDomain}` }, 'reply'],
  ['one that speaks of a reply', { subject: 'Reply wanted: Recall' }, 'answers-nothing'],
])('%s that leads to no conversation is kept as what it is', async (_name, change, reason) => {
  await scene.table.commit([{ kind: 'settings', value: { ...settings, version: 2, startByEmail: false } }]);
  await write(change);
  expect(await scene.kept('unmatched')).toMatchObject([{ reason }]);
});

test('where a domain publishes no policy, SPF or DKIM is enough', async () => {
  await write({}, { dmarc: 'GRAY', spf: 'FAIL', dkim: 'PASS' });
  expect(await started()).toHaveLength(1);
});

test('nobody starts more than thirty conversations in an hour', async () => {
  for (let time = 1; time <= 31; time += 1) await write({ messageId: `<${time}@example.net>` });
  expect(await started()).toHaveLength(30);
  expect(await scene.kept('quarantined')).toMatchObject([{ reason: 'too-many' }]);
});
