import type Mail from 'nodemailer/lib/mailer/index.js';
import { listMail, settleMail } from '../../../functions/api/agent/mail.ts';
import type { AgentPorts } from '../../../functions/api/agent/ports.ts';
import type { Response } from '../../../functions/api/http/api.ts';
import { Problem } from '../../../functions/api/http/problem.ts';
import { post } from '../../../functions/domain/conversation/post.ts';
import type { Verdicts } from '../../../functions/domain/email/judge-sender.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import { ada } from '../../setup/scene.ts';
import { inboundScene, passed, replyDomain } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
let ports: AgentPorts;
beforeEach(async () => {
  scene = await inboundScene();
  const attachments = { downloadUrl: () => '' };
  ports = { table: scene.table, world: scene.world, attachments } as unknown as AgentPorts;
});

const mail = {
  from: 'Nina Novak <Nina@example.net>',
  to: `support@${replyDomain}`,
  subject: 'Do you ship to Graz?',
  text: 'Hello, do you ship to Graz?',
  messageId: '<first@example.net>',
};
const caller = { agent: { id: ada.id, name: ada.name }, admin: false };

async function kept(change: Mail.Options = {}, verdicts: Partial<Verdicts> = {}): Promise<string> {
  const arrival = { recipients: [mail.to], verdicts: { ...passed, ...verdicts } };
  await scene.arrive({ ...mail, ...change }, arrival);
  const [one] = [...(await scene.kept('unmatched')), ...(await scene.kept('quarantined'))];
  return one!.id;
}

const settle = (id: string, body: object): Promise<Response> =>
  settleMail(ports)({ parameters: { id }, json: () => body } as never, caller);
const begin = (id: string): Promise<Response> => settle(id, { action: 'begin' });
const refusal = (answer: Promise<Response>): Promise<unknown> =>
  answer.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

async function others(): Promise<readonly Conversation[]> {
  const query = { statuses: ['open'], cursor: undefined, limit: 100 } as const;
  return (await scene.table.queue({ ...query, wanted: ({ id }) => id !== scene.id })).conversations;
}

test('an agent begins a conversation with a first mail, as if it had started it', async () => {
  const id = await kept({ attachments: [{ filename: 'map.pdf', contentType: 'application/pdf', content: 'a map' }] });
  const { body } = await listMail(ports)({ query: { state: 'unmatched' } } as never, caller);
  expect(body).toMatchObject({ mail: [{ id, canBegin: true }] });

  expect(await begin(id)).toMatchObject({
    status: 200,
    body: {
      conversation: {
        visitor: { name: 'Nina Novak', email: 'Nina@example.net', emailState: 'proven' },
        status: 'open',
      },
      message: { seq: 1, text: mail.text, channel: 'email', author: { kind: 'visitor', name: 'Nina Novak' } },
    },
  });
  const [conversation] = await others();
  expect(conversation).toMatchObject({
    waitingSince: scene.world.now(),
    lastVisitorChannel: 'email',
    thread: { subject: mail.subject, ids: [mail.messageId], inReplyTo: mail.messageId },
  });
  expect(await scene.table.message(conversation!.id, 1 as never)).toMatchObject({
    attachments: [{ filename: 'map.pdf' }],
    received: { subject: mail.subject },
  });
  expect(await scene.kept('unmatched')).toEqual([]);
});

test('what is answered goes out after the settling time, in the thread of that mail', async () => {
  await begin(await kept());
  const [{ id }] = (await others()) as [Conversation];
  const draft = { author: ada, channel: 'messaging', text: 'Yes' } as const;
  await post(scene.world, scene.table, { conversationId: id, draft });
  expect((await scene.table.conversation(id))?.pending?.dueAt).toBe(plusMinutes(scene.world.now(), 1));
  scene.world.advance(1);
  await scene.ring(id, 1);
  const email = scene.sent.at(-1);
  expect(email).toMatchObject({ to: 'Nina@example.net', subject: `Re: ${mail.subject}` });
  expect(email?.headers).toContainEqual({ name: 'In-Reply-To', value: mail.messageId });
});

test('it is one conversation however often and by however many it is begun', async () => {
  const id = await kept();
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => begin(id)));
  const ids = [...answers, await begin(id)].map(
    ({ body }) => (body as { conversation: { id: string } }).conversation.id,
  );
  expect(new Set(ids).size).toBe(1);
  expect(await others()).toHaveLength(1);
});

test('who wrote before is the same visitor', async () => {
  await begin(await kept());
  await begin(await kept({ messageId: '<second@example.net>' }));
  const conversations = await others();
  expect(conversations).toHaveLength(2);
  expect(new Set(conversations.map(({ visitorId }) => visitorId)).size).toBe(1);
});

test('a visitor who only typed the address is never the one who wrote', async () => {
  await begin(await kept({ from: 'vera@example.org' }));
  const [conversation] = await others();
  expect(conversation?.visitorId).not.toBe('vera');
});

test('what was begun with is settled, and what was settled otherwise begins nothing', async () => {
  const first = await kept();
  await begin(first);
  expect(await refusal(settle(first, { action: 'discard' }))).toBe('mail_settled');
  const second = await kept({ messageId: '<second@example.net>' });
  await settle(second, { action: 'discard' });
  expect(await refusal(begin(second))).toBe('mail_settled');
  expect(await others()).toHaveLength(1);
});

test.each<[string, () => Promise<string>, string]>([
  ['with a virus', () => kept({}, { virus: 'FAIL' }), 'mail_has_virus'],
  ['that nobody vouches for', () => kept({}, { dmarc: 'GRAY', spf: 'FAIL', dkim: 'FAIL' }), 'mail_cannot_begin'],
  ['that its domain disowns', () => kept({}, { dmarc: 'FAIL', dmarcPolicy: 'none' }), 'mail_cannot_begin'],
  ['that is spam', () => kept({}, { spam: 'FAIL' }), 'mail_cannot_begin'],
  ['of a machine', () => kept({ headers: { 'Auto-Submitted': 'auto-replied' } }), 'mail_cannot_begin'],
  ['of ourselves', () => kept({ from: 'support@mail.example.com' }), 'mail_cannot_begin'],
  ['from an address that no answer reaches', () => kept({ from: 'nína@example.net' }), 'mail_cannot_begin'],
  [
    'that belongs to a conversation',
    () => kept({ to: scene.address, from: 'vera@example.org' }, { dmarc: 'FAIL', dmarcPolicy: 'reject' }),
    'mail_cannot_begin',
  ],
])('a mail %s begins nothing', async (_name, arrive, code) => {
  const id = await arrive();
  expect(await refusal(begin(id))).toBe(code);
  expect(await others()).toEqual([]);
});

test('one to a reply address that leads nowhere any more may be begun with, since an agent decides it', async () => {
  await begin(await kept({ cc: `r.${'x'.repeat(26)}@${replyDomain}` }));
  expect(await others()).toHaveLength(1);
});
