import { settleMail, listMail } from '../../../functions/api/agent/mail.ts';
import type { AgentPorts } from '../../../functions/api/agent/ports.ts';
import type { Response } from '../../../functions/api/http/api.ts';
import { Problem } from '../../../functions/api/http/problem.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import { ada } from '../../setup/scene.ts';
import { inboundScene, passed } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
let ports: AgentPorts;
beforeEach(async () => {
  scene = await inboundScene();
  const attachments = { downloadUrl: ({ id }: { readonly id: string }) => `https://files/${id}` };
  ports = { table: scene.table, world: scene.world, attachments } as unknown as AgentPorts;
});

const caller = { agent: { id: ada.id, name: ada.name }, admin: false };

interface ListedMail {
  readonly id: string;
  readonly reason: string;
  readonly [name: string]: unknown;
}

async function list(query: Readonly<Record<string, string>> = {}): Promise<{ mail: ListedMail[]; cursor?: string }> {
  const answer = await listMail(ports)({ query: { state: 'quarantined', ...query } } as never, caller);
  return answer.body as unknown as { mail: ListedMail[]; cursor?: string };
}

async function settle(id: string | undefined, body: object): Promise<Response> {
  return settleMail(ports)({ parameters: { id }, json: () => body } as never, caller);
}

/** The status and code of a refusal, or the answer. */
const outcome = (answer: Promise<Response>): Promise<unknown> =>
  answer.then(
    ({ status, body }) => ({ status, ...(body as object) }),
    (error: unknown) => {
      if (error instanceof Problem) return { status: error.status, code: error.code };
      throw error;
    },
  );

const disowned = { verdicts: { ...passed, dmarc: 'FAIL', dmarcPolicy: 'reject' } } as const;
const bill = { filename: 'bill.pdf', contentType: 'application/pdf', content: 'a bill' };

async function quarantined(): Promise<ListedMail> {
  await scene.arrive({ text: 'It is me\n\n> Yes, it is.\n', attachments: [bill] }, disowned);
  const { mail } = await list();
  return mail[0]!;
}

test('a quarantined mail is listed with all that a message would have', async () => {
  expect(await quarantined()).toMatchObject({
    state: 'quarantined',
    reason: 'sender',
    from: 'vera@example.org',
    name: 'Vera',
    subject: 'Re: Your question',
    text: 'It is me',
    attachments: [{ filename: 'bill.pdf', size: 6, url: expect.stringContaining('https://files/') as string }],
    conversationId: scene.id,
    receivedAt: scene.world.now(),
  });
});

test('released it is a message of its conversation, of another person, without the rights of the visitor', async () => {
  const { id } = await quarantined();
  expect(await outcome(settle(id, { action: 'release' }))).toMatchObject({
    status: 200,
    conversation: { id: scene.id },
    message: { text: 'It is me', author: { kind: 'other', email: 'vera@example.org', name: 'Vera' } },
  });
  const [message] = await scene.received();
  expect(message).toMatchObject({
    attachments: [{ filename: 'bill.pdf' }],
    received: { subject: 'Re: Your question', quoted: expect.stringContaining('Yes, it is.') as string },
  });
  expect(await scene.table.conversation(scene.id)).toMatchObject({ visitorReadThrough: 0 });
  expect(await list()).toEqual({ mail: [] });
});

test('what it had more than is kept is told, in the list and of the message', async () => {
  await scene.arrive({ attachments: Array<typeof bill>(26).fill(bill) }, disowned);
  const { mail } = await list();
  expect(mail).toMatchObject([{ leftOut: ['attachments'] }]);
  const released = await outcome(settle(mail[0]?.id, { action: 'release' }));
  expect(released).toMatchObject({ status: 200, message: { leftOut: ['attachments'] } });
});

test('it is one message however often release is pressed, and every press answers it', async () => {
  const { id } = await quarantined();
  const answers = await Promise.all(Array.from({ length: 5 }, () => settle(id, { action: 'release' })));
  const later = await settle(id, { action: 'release' });
  const seqs = [...answers, later].map(({ body }) => (body as { message: { seq: number } }).message.seq);
  expect(seqs).toEqual(Array(6).fill(3));
  expect(await scene.received()).toHaveLength(1);
});

test.each<[string, object, object]>([
  ['discarded after it was released', { action: 'release' }, { action: 'discard' }],
  ['released after it was discarded', { action: 'discard' }, { action: 'release' }],
  [
    'attached elsewhere after it was attached',
    { action: 'attach', conversationId: 'HERE' },
    { action: 'attach', conversationId: 'other' },
  ],
])('it cannot be %s', async (_name, first, second) => {
  const { id } = await quarantined();
  const here = (body: object): object => JSON.parse(JSON.stringify(body).replace('HERE', scene.id)) as object;
  expect(await outcome(settle(id, here(first)))).toMatchObject({ status: 200 });
  expect(await outcome(settle(id, here(second)))).toEqual({ status: 409, code: 'mail_settled' });
});

test('discarded it is listed no longer, and discarding it again says the same', async () => {
  const { id } = await quarantined();
  expect(await outcome(settle(id, { action: 'discard' }))).toEqual({ status: 200 });
  expect(await outcome(settle(id, { action: 'discard' }))).toEqual({ status: 200 });
  expect(await list()).toEqual({ mail: [] });
  expect(await scene.received()).toEqual([]);
});

test('mail that belongs to no conversation is attached to one, not released', async () => {
  await scene.arrive({ to: 'x@reply.example.com' }, { recipients: ['x@reply.example.com'] });
  const { mail } = await list({ state: 'unmatched' });
  expect(mail).toMatchObject([{ reason: 'reply', text: 'Thank you!' }]);
  const [{ id }] = mail as [ListedMail];
  expect(mail[0]).not.toHaveProperty('conversationId', expect.anything());
  expect(await outcome(settle(id, { action: 'release' }))).toEqual({ status: 409, code: 'no_conversation' });
  expect(await outcome(settle(id, { action: 'attach', conversationId: 'unknown' }))).toEqual({
    status: 404,
    code: 'not_found',
  });
  expect(await outcome(settle(id, { action: 'attach' }))).toEqual({ status: 400, code: 'invalid_request' });
  const attached = await outcome(settle(id, { action: 'attach', conversationId: scene.id }));
  expect(attached).toMatchObject({ status: 200, message: { seq: 3, author: { kind: 'other' } } });
});

test('of a mail with a virus only who sent it and what about is kept, and nobody can make it a message', async () => {
  await scene.arrive({ attachments: [bill] }, { verdicts: { ...passed, virus: 'FAIL' } });
  const { mail } = await list();
  expect(mail).toMatchObject([{ reason: 'virus', from: 'vera@example.org', text: '', attachments: [] }]);
  expect(scene.files.size).toBe(0);
  const id = mail[0]?.id;
  for (const body of [{ action: 'release' }, { action: 'attach', conversationId: scene.id }])
    expect(await outcome(settle(id, body))).toEqual({ status: 409, code: 'mail_has_virus' });
  expect(await outcome(settle(id, { action: 'discard' }))).toEqual({ status: 200 });
});

test('a mail that cannot be read is listed with what could be', async () => {
  const parts = Array.from(
    { length: 300 },
    (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
  );
  const raw = `From: Vera <vera@example.org>\r\nTo: ${scene.address}\r\nSubject: Deep\r\n${parts.join('')}\r\nHello`;
  await scene.arriveRaw(Buffer.from(raw));
  expect(await list()).toMatchObject({ mail: [{ reason: 'unreadable', subject: 'Deep', from: 'vera@example.org' }] });
});

test('discarding that meets another transaction on the mail is done after it', async () => {
  const { id } = await quarantined();
  const commit = jest.fn(scene.table.commit.bind(scene.table)).mockResolvedValueOnce({ kind: 'lost', failed: [] });
  ports = { ...ports, table: { ...scene.table, commit } };
  expect(await outcome(settle(id, { action: 'discard' }))).toEqual({ status: 200 });
  expect(await list()).toEqual({ mail: [] });
});

test('a mail delivered again is listed once, also when an agent has discarded it meanwhile', async () => {
  const mail = { messageId: '<same@example.org>' };
  await scene.arrive(mail, disowned);
  await scene.arrive(mail, disowned);
  const { mail: listed } = await list();
  expect(listed).toHaveLength(1);
  await settle(listed[0]?.id, { action: 'discard' });
  await scene.arrive(mail, disowned);
  expect(await list()).toEqual({ mail: [] });
});

test('released into a closed conversation it goes on in its successor', async () => {
  const { id } = await quarantined();
  const conversation = (await scene.table.conversation(scene.id))!;
  await scene.table.commit([{ kind: 'conversation', value: { ...conversation, status: 'closed' } }]);
  await settle(id, { action: 'release' });
  const { continuedBy: successor } = (await scene.table.conversation(scene.id))!;
  expect(await scene.table.messages(successor!, { after: seq(0), limit: 10 })).toMatchObject([{ text: 'It is me' }]);
  expect(await outcome(settle(id, { action: 'release' }))).toMatchObject({
    status: 200,
    conversation: { id: successor },
  });
});

test('the list goes page by page, newest first', async () => {
  for (const day of [1, 2, 3]) {
    scene.world.advance(24 * 60);
    await scene.arrive({ subject: `Day ${day}`, messageId: `<${day}@example.org>` }, disowned);
  }
  const first = await list({ limit: '2' });
  expect(first.mail.map(({ subject }) => subject)).toEqual(['Day 3', 'Day 2']);
  const second = await list({ limit: '2', cursor: first.cursor! });
  expect(second).toMatchObject({ mail: [{ subject: 'Day 1' }] });
  expect(second.cursor).toBeUndefined();
});

test.each<[string, Record<string, string>]>([
  ['without a state', { state: '' }],
  ['of a state that is none', { state: 'lost' }],
  ['with a cursor that is none', { cursor: 'nonsense' }],
  ['with a limit that is none', { limit: '0' }],
])('a list %s is refused', async (_name, query) => {
  expect(await outcome(list(query) as never)).toEqual({ status: 400, code: 'invalid_request' });
});

test.each(['', 'nonsense', 'u1-', 'q0-x/y', 'uzzzzzzzzz-inbound1'])('there is no mail “%s”', async (id) => {
  expect(await outcome(settle(id, { action: 'discard' }))).toEqual({ status: 404, code: 'not_found' });
});
