import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { itemsNaming } from './stored.ts';
import { visitorOf } from './visitor.ts';
import type { Visitor } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

interface Exported {
  readonly visitor: { readonly id: string; readonly name: string };
  readonly conversations: readonly {
    readonly id: string;
    readonly messages: readonly { readonly text: string; readonly raw?: string }[];
    readonly emails: readonly { readonly to: string; readonly raw: string }[];
    readonly decisions: readonly { readonly decision: string }[];
  }[];
  readonly mail: readonly { readonly subject: string; readonly raw: string }[];
}

const exportOf = (id: string) => ada.call('GET', `/v1/admin/visitors/${id}/export`);
const download = async (url: string): Promise<string> => (await fetch(url)).text();

test('an admin finds visitors by name, address, id and conversation, with how many conversations they have', async () => {
  const { id, call, conversation } = await visitorOf(system, {
    session: { name: 'Quirin Quast' },
    email: 'qq@example.org',
  });
  await call('POST', '/v1/visitor/conversations', { clientMessageId: 'second', text: 'And another thing' });
  await system.clock(0);
  for (const find of ['quast', 'QQ@', id, conversation]) {
    const { status, body } = await ada.call('GET', `/v1/admin/visitors?find=${encodeURIComponent(find)}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ visitors: [{ id, name: 'Quirin Quast', email: 'qq@example.org', conversations: 2 }] });
  }
  expect((await ada.call('GET', '/v1/admin/visitors?find=q')).status).toBe(400);
  expect((await ada.call('GET', '/v1/admin/visitors')).status).toBe(400);
});

/** A visitor who was sent an e-mail, replied to it, and wrote another mail that is kept. */
async function visitorWithMail(email: string, name: string): Promise<Visitor & { readonly replyTo: string }> {
  const visitor = await visitorOf(system, { session: { name }, email });
  await ada.answers(visitor.conversation, 'Your parcel left today.');
  await system.clock(11 * 60);
  const [mail] = await system.mailbox(email);
  const reply = { from: email, to: mail!.replyTo, subject: `Re: ${mail!.subject}`, text: `Thanks from ${name}.` };
  await system.bringMail(reply);
  await system.bringMail({ ...reply, to: `nobody@${mail!.replyTo.split('@')[1]!}`, subject: `To nobody from ${name}` });
  await system.clock(0);
  return { ...visitor, replyTo: mail!.replyTo };
}

test('the export of a visitor has all that they and others wrote, what was sent to them and decided, and their raw mail', async () => {
  const vera = await visitorWithMail('vera.export@example.org', 'Vera');
  const { status, body } = await exportOf(vera.id);
  const { visitor, conversations, mail } = body as Exported;
  expect(status).toBe(200);
  expect(visitor).toMatchObject({ id: vera.id, name: 'Vera' });
  expect(conversations).toHaveLength(1);
  const [{ messages, emails, decisions }] = conversations as [Exported['conversations'][0]];
  expect(messages.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['Hello', 'Your parcel left today.', 'Thanks from Vera.']),
  );
  expect(await download(messages.at(-1)!.raw!)).toContain('Thanks from Vera.');
  expect(emails).toMatchObject([{ to: 'vera.export@example.org' }]);
  expect(await download(emails[0]!.raw)).toContain('Your parcel left today.');
  expect(decisions.map(({ decision }) => decision)).toContain('sent');
  expect(mail.map(({ subject }) => subject)).toEqual(['To nobody from Vera']);
  expect(await download(mail[0]!.raw)).toContain('To nobody from Vera');
  expect(JSON.stringify(body)).not.toContain(vera.replyTo.split('@')[0]!.replace('r.', ''));

  const one = await ada.call('GET', `/v1/admin/visitors/${vera.id}/export?conversation=${vera.conversation}`);
  expect((one.body as Exported).conversations).toHaveLength(1);
  expect(await ada.call('GET', `/v1/admin/visitors/${vera.id}/export?conversation=other`)).toMatchObject({
    status: 404,
  });
});

test('an erased visitor is gone: their session, conversations, mail and the ways that led to them; others stay', async () => {
  const [victor, walter] = [
    await visitorWithMail('victor.erase@example.org', 'Victor'),
    await visitorWithMail('walter.stays@example.org', 'Walter'),
  ];
  const before = (await exportOf(victor.id)).body as Exported;
  const raws = [
    ...before.conversations.flatMap(({ messages, emails }) => [...messages, ...emails].flatMap(({ raw }) => raw ?? [])),
    ...before.mail.map(({ raw }) => raw),
  ];
  expect(raws.length).toBeGreaterThanOrEqual(3);
  const [sent] = await system.mailbox('victor.erase@example.org');
  const link = /#cc=([a-z2-7]+)/.exec(sent!.text)![1];

  expect(await ada.call('DELETE', `/v1/admin/visitors/${victor.id}`)).toMatchObject({ status: 204 });

  expect(await exportOf(victor.id)).toMatchObject({ status: 404 });
  expect(await ada.call('DELETE', `/v1/admin/visitors/${victor.id}`)).toMatchObject({ status: 404 });
  expect(await victor.call('GET', '/v1/visitor/conversations')).toMatchObject({ status: 401 });
  expect(await ada.call('GET', `/v1/agent/conversations/${victor.conversation}`)).toMatchObject({ status: 404 });
  const resume = await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken: link } });
  expect(resume).toMatchObject({ status: 404 });
  expect((await ada.call('GET', '/v1/agent/conversations?find=victor')).body).toEqual({ conversations: [] });
  for (const raw of raws) expect((await fetch(raw)).status).toBe(404);
  const kept = (await ada.call('GET', '/v1/agent/mail?state=unmatched')).body as { mail: { subject: string }[] };
  expect(kept.mail.map(({ subject }) => subject)).not.toContain('To nobody from Victor');

  // A mail to their old reply address is kept, like one to nobody.
  await system.bringMail({
    from: 'victor.erase@example.org',
    to: victor.replyTo,
    subject: 'Still there?',
    text: 'Hello?',
  });
  await system.clock(0);
  const after = (await ada.call('GET', '/v1/agent/mail?state=unmatched')).body as { mail: { subject: string }[] };
  expect(after.mail.map(({ subject }) => subject)).toContain('Still there?');

  expect((await walter.messages()).map(({ text }) => text)).toContain('Thanks from Walter.');
  expect(((await exportOf(walter.id)).body as Exported).mail).toHaveLength(1);
});

/** Everything that leaves an item behind: replay, uploads, tickets, mail that an agent put into the conversation. */
async function leavesTraces({ conversation, call, writes, reads }: Visitor, email: string): Promise<void> {
  await reads(2);
  const file = { filename: 'letter.txt', contentType: 'text/plain', size: 5 };
  const grant = async () =>
    (await call('POST', '/v1/visitor/attachments', file)).body as {
      id: string;
      upload: { url: string; method: string; headers: Record<string, string> };
    };
  const { id, upload } = await grant();
  expect((await fetch(upload.url, { method: upload.method, headers: upload.headers, body: 'Dear.' })).status).toBe(200);
  expect(await writes('See my letter', { attachmentIds: [id] })).toMatchObject({ status: 201 });
  await grant();
  expect(await call('POST', '/v1/visitor/realtime')).toMatchObject({ status: 201 });
  const listed = (await ada.call('GET', '/v1/agent/mail?state=unmatched')).body as {
    mail: { id: string; from: string }[];
  };
  for (const mail of listed.mail.filter(({ from }) => from === email)) {
    const settled = await ada.call('POST', `/v1/agent/mail/${mail.id}`, {
      action: 'attach',
      conversationId: conversation,
    });
    expect(settled).toMatchObject({ status: 200 });
  }
  await ada.answers(conversation, 'Once more');
  await system.clock(0);
}

test('nothing in the table names an erased visitor: no id of theirs, no conversation, no address', async () => {
  const [email, other] = ['viktoria.erase@example.org', 'viktoria.moved@example.org'];
  const viktoria = await visitorWithMail(email, 'Viktoria');
  await leavesTraces(viktoria, email);
  await viktoria.gives(other);
  await viktoria.call('POST', '/v1/visitor/conversations', { clientMessageId: 'second', text: 'And another thing' });
  await system.clock(0);
  const names = [
    viktoria.id,
    viktoria.conversation,
    email,
    other,
    'viktoria',
    'Viktoria',
    viktoria.replyTo.slice(2, 28),
  ];
  const before = await itemsNaming(system, names);
  for (const kind of ['ANSWERED', 'MAIL', 'COUNT', 'SESID', 'REPLY', 'FIND', 'VISITOR', 'CONV']) {
    expect(before.map((key) => key.split('#')[0])).toContain(kind);
  }
  expect(await ada.call('DELETE', `/v1/admin/visitors/${viktoria.id}`)).toMatchObject({ status: 204 });
  await system.clock(0);
  expect(await itemsNaming(system, names)).toEqual([]);
});

test('of a mail that an agent discards, the files are gone at once', async () => {
  const attachments = [{ filename: 'letter.txt', content: 'Dear shop,' }];
  const { replyTo } = await visitorWithMail('walburga.stays@example.org', 'Walburga');
  const to = `nobody@${replyTo.split('@')[1]!}`;
  await system.bringMail({ from: 'stranger@example.org', to, subject: 'My letter', text: 'See there.', attachments });
  await system.clock(0);
  const listed = (await ada.call('GET', '/v1/agent/mail?state=unmatched')).body as {
    mail: { id: string; subject: string; attachments: { url: string }[] }[];
  };
  const mail = listed.mail.find(({ subject }) => subject === 'My letter')!;
  const { url } = mail.attachments[0]!;
  expect(await download(url)).toBe('Dear shop,');
  expect(await ada.call('POST', `/v1/agent/mail/${mail.id}`, { action: 'discard' })).toMatchObject({ status: 200 });
  await system.clock(0);
  expect((await fetch(url)).status).toBe(404);
});

test('nor is anybody named who wrote by e-mail first and has another address by now', async () => {
  const [email, other] = ['vincent.first@example.org', 'vincent.moved@example.org'];
  const { replyTo } = await visitorWithMail('wanda.stays@example.org', 'Wanda');
  await system.bringMail({
    from: email,
    to: `hello@${replyTo.split('@')[1]!}`,
    subject: 'A question',
    text: 'May I ask?',
  });
  await system.clock(0);
  const listed = (await ada.call('GET', '/v1/agent/mail?state=unmatched')).body as {
    mail: { id: string; from: string }[];
  };
  const mail = listed.mail.find(({ from }) => from === email)!;
  const { status, body } = await ada.call('POST', `/v1/agent/mail/${mail.id}`, { action: 'begin' });
  expect(status).toBe(200);
  const { conversation } = body as { conversation: { id: string; visitor: { id: string } } };
  const moved = await ada.call('PUT', `/v1/agent/visitors/${conversation.visitor.id}/email`, { email: other });
  expect(moved).toMatchObject({ status: 200 });
  await system.clock(0);
  const names = [email, other, conversation.id, conversation.visitor.id];
  expect((await itemsNaming(system, names)).map((key) => key.split('#')[0])).toContain('MAILER');
  expect(await ada.call('DELETE', `/v1/admin/visitors/${conversation.visitor.id}`)).toMatchObject({ status: 204 });
  await system.clock(0);
  expect(await itemsNaming(system, names)).toEqual([]);
});

test.each(['GET', 'DELETE'])('only admins may %s everything of a visitor', async (method) => {
  const token = await system.agentToken('bob', 'agent');
  const path = `/v1/admin/visitors/anybody${method === 'GET' ? '/export' : ''}`;
  expect(await system.request(method, path, { token })).toMatchObject({ status: 403 });
});
