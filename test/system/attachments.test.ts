import { randomBytes, randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { Answer, MailboxEntry, RunningSystem } from './running-system.ts';
import { asVisitor, visitorOf } from './visitor.ts';
import type { Json, Visitor } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
let vera: Visitor;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
  vera = await visitorOf(system);
});
afterAll(() => system.stop());

interface Granted {
  readonly id: string;
  readonly upload: { readonly url: string; readonly method: string; readonly headers: Record<string, string> };
}
interface Shown {
  readonly id: string;
  readonly filename: string;
  readonly url: string;
}
interface ShownMessage {
  readonly seq: number;
  readonly text: string;
  readonly attachments: readonly Shown[];
}
interface Mail extends MailboxEntry {
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly size: number }[];
}
type Call = (method: string, path: string, body?: unknown) => Promise<Answer>;

const png = randomBytes(2000);
const picture = { filename: 'Größe.png', contentType: 'image/png', size: png.length };

const announced = (call: Call, of: 'visitor' | 'agent', file: Json): Promise<Answer> =>
  call('POST', `/v1/${of}/attachments`, file);
const put = ({ upload }: Granted, body: Uint8Array | string, headers = upload.headers): Promise<Response> =>
  fetch(upload.url, { method: upload.method, headers, body });
const errorOf = async (response: Response): Promise<string | undefined> =>
  /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1];

/** Uploads a file as the pages do; gives its id. */
async function uploaded(call: Call, of: 'visitor' | 'agent', content: Uint8Array, file: Json): Promise<string> {
  const granted = (await announced(call, of, { ...file, size: content.length })).body as Granted;
  expect((await put(granted, content)).status).toBe(200);
  return granted.id;
}
const messageOf = (answer: Answer): ShownMessage => (answer.body as { message: ShownMessage }).message;
const seenBy = async (one: { messages: () => Promise<readonly unknown[]> }): Promise<ShownMessage> =>
  (await one.messages()).at(-1) as ShownMessage;
const agentSees = async (visitor: Visitor): Promise<ShownMessage> =>
  (await ada.messages(visitor.conversation)).at(-1) as unknown as ShownMessage;

describe('a file of the visitor', () => {
  test('is uploaded past the API, comes with their message, and is downloaded by both as it was', async () => {
    const answer = await announced(vera.call, 'visitor', picture);
    expect(answer).toMatchObject({ status: 201, body: { upload: { method: 'PUT' } } });
    const granted = answer.body as Granted;
    expect(granted.upload.headers).toEqual({ 'content-type': 'image/png', 'content-disposition': 'attachment' });
    expect((await put(granted, png)).status).toBe(200);

    const posted = await vera.writes('', { attachmentIds: [granted.id] });
    expect(posted).toMatchObject({ status: 201, body: { message: { text: '' } } });
    const expected = { id: granted.id, ...picture, url: expect.any(String) as string };
    expect(messageOf(posted).attachments).toEqual([expected]);
    for (const shown of [await seenBy(vera), await agentSees(vera)]) {
      expect(shown.attachments).toEqual([expected]);
      const download = await fetch(shown.attachments[0]!.url);
      expect(Buffer.from(await download.arrayBuffer()).equals(png)).toBe(true);
      expect(Object.fromEntries(download.headers)).toMatchObject({
        'content-type': 'image/png',
        'content-disposition': `attachment; filename="Gro_e.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.png`,
      });
    }
  });

  test('opens a conversation with it', async () => {
    const id = await uploaded(vera.call, 'visitor', png, picture);
    const first = { clientMessageId: randomUUID(), text: 'See', attachmentIds: [id] };
    const opened = await vera.call('POST', '/v1/visitor/conversations', first);
    expect(opened).toMatchObject({ status: 201, body: { message: { text: 'See', attachments: [{ id }] } } });
    const again = await vera.call('POST', '/v1/visitor/conversations', first);
    expect(again).toMatchObject({ status: 200, body: { message: { attachments: [{ id }] } } });
  });

  test('is pushed to open pages with its URL', async () => {
    const { body } = await ada.call('POST', '/v1/agent/realtime');
    const socket = new WebSocket((body as { url: string }).url);
    await new Promise((opened) => socket.once('open', opened));
    const pushed = new Promise<ShownMessage>((heard) =>
      socket.on('message', (data: Buffer) => {
        const push = JSON.parse(data.toString()) as { type: string; message: ShownMessage };
        if (push.type === 'message' && push.message.text === 'pushed') heard(push.message);
      }),
    );
    await vera.writes('pushed', { attachmentIds: [await uploaded(vera.call, 'visitor', png, picture)] });
    const [attachment] = (await pushed).attachments;
    socket.close();
    expect((await fetch(attachment!.url)).headers.get('content-length')).toBe(String(png.length));
  });

  test('comes to a page of another origin', async () => {
    const { upload } = (await announced(vera.call, 'visitor', picture)).body as Granted;
    const asked = await fetch(upload.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example.com',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-disposition,content-type',
      },
    });
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  });

  test('comes from a page that was opened by a link in an e-mail, too', async () => {
    const email = `${randomUUID()}@example.org`;
    const other = await visitorOf(system, { email });
    await ada.answers(other.conversation, 'Please send a picture', { notify: 'now' });
    await system.clock(120);
    const [mail] = await system.mailbox(email);
    const resumeToken = /#cc=([a-z2-7]+)$/m.exec(mail!.text)?.[1];
    const resumed = await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken } });
    const back = asVisitor(system, other.id, (resumed.body as { token: string }).token, other.conversation);
    const id = await uploaded(back.call, 'visitor', png, picture);
    expect(await back.writes('Here', { attachmentIds: [id] })).toMatchObject({ status: 201 });
    expect((await agentSees(other)).attachments).toMatchObject([{ id }]);
  });
});

describe('an announced file is refused', () => {
  test.each<[string, Json, string]>([
    ['without a name', { ...picture, filename: undefined }, 'filename'],
    ['with an empty name', { ...picture, filename: '' }, 'filename'],
    ['without a type', { ...picture, contentType: undefined }, 'contentType'],
    ['with a type that is none', { ...picture, contentType: 'picture' }, 'contentType'],
    ['that is empty', { ...picture, size: 0 }, 'size'],
    ['of more than 20 MB', { ...picture, size: 20 * 1024 * 1024 + 1 }, 'size'],
    ['of no whole number of bytes', { ...picture, size: 1.5 }, 'size'],
  ])('%s', async (_, file, field) => {
    for (const answer of [await announced(vera.call, 'visitor', file), await announced(ada.call, 'agent', file)]) {
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
      expect(Object.keys((answer.body as { errors: object }).errors)).toEqual([field]);
    }
  });

  test.each([
    ['invoice.pdf.exe', 'application/pdf'],
    ['page.html', 'text/plain'],
    ['drawing', 'image/svg+xml'],
  ])('of a visitor if it can run or hide something: %s as %s', async (filename, contentType) => {
    const answer = await announced(vera.call, 'visitor', { filename, contentType, size: 1 });
    expect(answer).toMatchObject({ status: 422, body: { code: 'attachment_type_refused' } });
  });

  test('without a session', async () => {
    const answer = await system.request('POST', '/v1/visitor/attachments', { body: picture });
    expect(answer).toMatchObject({ status: 401 });
  });
});

test('a file of 20 MB is taken, a byte more is not', async () => {
  const large = randomBytes(20 * 1024 * 1024);
  const id = await uploaded(vera.call, 'visitor', large, { filename: 'large.bin', contentType: 'application/zip' });
  expect(await vera.writes('', { attachmentIds: [id] })).toMatchObject({ status: 201 });
  const { attachments } = await seenBy(vera);
  const download = await fetch(attachments[0]!.url);
  expect(Buffer.from(await download.arrayBuffer()).equals(large)).toBe(true);
  expect(download.headers.get('content-type')).toBe('application/octet-stream');
});

describe('an upload is good for what was announced only', () => {
  let granted: Granted;
  beforeEach(async () => {
    granted = (await announced(vera.call, 'visitor', picture)).body as Granted;
  });

  test.each<[string, () => Promise<Response>]>([
    ['a shorter file', () => put(granted, png.subarray(1))],
    ['a longer file', () => put(granted, Buffer.concat([png, png]))],
    ['another type', () => put(granted, png, { ...granted.upload.headers, 'content-type': 'text/html' })],
    ['a page that would be shown', () => put(granted, png, { 'content-type': 'image/png' })],
    [
      'another file',
      () => put({ ...granted, upload: { ...granted.upload, url: granted.upload.url.replace(granted.id, 'a') } }, png),
    ],
  ])('not %s', async (_, use) => {
    const response = await use();
    expect([response.status, await errorOf(response)]).toEqual([403, 'SignatureDoesNotMatch']);
    const posted = await vera.writes('Here', { attachmentIds: [granted.id] });
    expect(posted).toMatchObject({ status: 400, body: { code: 'attachment_not_uploaded' } });
    expect(Object.keys((posted.body as { errors: object }).errors)).toEqual(['attachmentIds']);
  });

  test('for a few minutes', async () => {
    await system.clock(5 * 60 + 1);
    expect((await put(granted, png)).status).toBe(403);
  });

  test('for its owner, and for one message', async () => {
    await put(granted, png);
    const mallory = await visitorOf(system);
    const missing = { status: 404, body: { code: 'not_found' } };
    expect(await mallory.writes('Mine', { attachmentIds: [granted.id] })).toMatchObject(missing);
    expect(await ada.answers(vera.conversation, 'Mine', { attachmentIds: [granted.id] })).toMatchObject(missing);
    expect(await vera.writes('Here', { attachmentIds: [granted.id] })).toMatchObject({ status: 201 });
    expect(await vera.writes('Once more', { attachmentIds: [granted.id] })).toMatchObject(missing);
    expect(await vera.writes('Here', { attachmentIds: ['a'.repeat(26)] })).toMatchObject(missing);
  });

  test('for a day', async () => {
    await put(granted, png);
    await system.clock(24 * 3600 + 60);
    const { body } = await system.request('POST', '/v1/visitor/sessions', { token: vera.token, body: {} });
    vera = asVisitor(system, vera.id, (body as { token: string }).token, vera.conversation);
    ada = await agentOf(system);
    expect(await vera.writes('Late', { attachmentIds: [granted.id] })).toMatchObject({ status: 404 });
  });
});

describe('a message', () => {
  test('that is posted again has its files once', async () => {
    const body = {
      clientMessageId: randomUUID(),
      text: 'Twice',
      attachmentIds: [await uploaded(vera.call, 'visitor', png, picture)],
    };
    const path = `/v1/visitor/conversations/${vera.conversation}/messages`;
    const answers = await Promise.all([1, 2, 3].map(() => vera.call('POST', path, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    const later = await vera.call('POST', path, body);
    expect(later).toMatchObject({ status: 200, body: { message: { attachments: [{ id: body.attachmentIds[0] }] } } });
    expect((await vera.messages()).filter(({ text }) => text === 'Twice')).toHaveLength(1);
  });

  test('takes what one of two took that wanted the same file, and the other is refused', async () => {
    const attachmentIds = [await uploaded(vera.call, 'visitor', png, picture)];
    const answers = await Promise.all(['a', 'b'].map((text) => vera.writes(text, { attachmentIds })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
  });

  test('takes ten files, in their order, and not eleven', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 11; number += 1) {
      ids.push(await uploaded(vera.call, 'visitor', png, { ...picture, filename: `${number}.png` }));
    }
    expect(await vera.writes('All', { attachmentIds: ids })).toMatchObject({
      status: 400,
      body: { errors: { attachmentIds: expect.any(String) as string } },
    });
    const attachmentIds = ids.slice(0, 10).reverse();
    expect(messageOf(await vera.writes('Ten', { attachmentIds })).attachments.map(({ id }) => id)).toEqual(
      attachmentIds,
    );
  });

  test.each<[string, Json, string]>([
    ['no text and no file', { text: '', attachmentIds: [] }, 'text'],
    ['too long a text beside its file', { text: 'a'.repeat(10_001), attachmentIds: ['x'] }, 'text'],
    ['files that are no list', { attachmentIds: 'x' }, 'attachmentIds'],
    ['one file twice', { attachmentIds: ['x', 'x'] }, 'attachmentIds'],
  ])('with %s is refused', async (_, change, field) => {
    for (const answer of [
      await vera.writes('Text', change),
      await ada.answers(vera.conversation, 'Text', change),
      await vera.call('POST', '/v1/visitor/conversations', { clientMessageId: randomUUID(), text: 'Text', ...change }),
    ]) {
      expect(answer).toMatchObject({ status: 400 });
      expect(Object.keys((answer.body as { errors: object }).errors)).toEqual([field]);
    }
  });
});

describe('a file of an agent', () => {
  test('comes to the visitor, marked if it can run something', async () => {
    const pdf = await uploaded(ada.call, 'agent', png, { filename: '../offer.pdf', contentType: 'application/pdf' });
    const script = await uploaded(ada.call, 'agent', png, { filename: 'setup.ps1', contentType: 'text/plain' });
    expect(await ada.answers(vera.conversation, '', { attachmentIds: [pdf, script] })).toMatchObject({ status: 201 });
    const { attachments } = await seenBy(vera);
    expect(attachments).toMatchObject([{ filename: 'offer.pdf' }, { filename: 'setup.ps1', dangerous: true }]);
    expect(attachments[0]).not.toHaveProperty('dangerous');
    for (const { url } of attachments) {
      const { headers } = await fetch(url);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    }
  });

  test('is gone with the message that they take back', async () => {
    const id = await uploaded(ada.call, 'agent', png, picture);
    const posted = messageOf(await ada.answers(vera.conversation, 'Oops', { attachmentIds: [id] }));
    const { url } = (await seenBy(vera)).attachments[0]!;
    expect((await fetch(url)).status).toBe(200);
    const path = `/v1/agent/conversations/${vera.conversation}/messages/${posted.seq}`;
    expect(await ada.call('DELETE', path)).toMatchObject({ status: 200, body: { message: { attachments: [] } } });
    await system.clock(0);
    expect(await seenBy(vera)).toMatchObject({ attachments: [] });
    expect((await fetch(url)).status).toBe(404);
  });

  test('is downloaded for an hour from one look at the conversation', async () => {
    const id = await uploaded(ada.call, 'agent', png, picture);
    await ada.answers(vera.conversation, 'Look', { attachmentIds: [id], notify: 'never' });
    const { url } = (await seenBy(vera)).attachments[0]!;
    await system.clock(59 * 60);
    expect((await fetch(url)).status).toBe(200);
    await system.clock(61);
    const late = await fetch(url);
    expect([late.status, await errorOf(late)]).toEqual([403, 'AccessDenied']);
    expect((await fetch((await seenBy(vera)).attachments[0]!.url)).status).toBe(200);
  });
});

describe('the e-mail about an unread answer', () => {
  async function mailAbout(files: readonly (readonly [filename: string, bytes: number])[]): Promise<Mail> {
    const email = `${randomUUID()}@example.org`;
    const visitor = await visitorOf(system, { session: { locale: 'de' }, email });
    const attachmentIds: string[] = [];
    for (const [filename, bytes] of files) {
      attachmentIds.push(
        await uploaded(ada.call, 'agent', randomBytes(bytes), { filename, contentType: 'application/pdf' }),
      );
    }
    await ada.answers(visitor.conversation, '', { attachmentIds, notify: 'now' });
    const { body } = await visitor.call('GET', '/v1/visitor/conversations');
    const [{ lastMessage }] = (body as { conversations: [{ lastMessage: { text: string } }] }).conversations;
    expect(lastMessage.text).toBe(`Anhang: ${files.map(([filename]) => filename).join(', ')}`);
    await system.clock(120);
    const [mail] = (await system.mailbox(email)) as Mail[];
    return mail!;
  }

  test('brings its files along, and names them', async () => {
    const mail = await mailAbout([
      ['Angebot für Sie.pdf', 1000],
      ['zwei.pdf', 50],
    ]);
    expect(mail.attachments).toEqual([
      { filename: 'Angebot für Sie.pdf', contentType: 'application/pdf', size: 1000 },
      { filename: 'zwei.pdf', contentType: 'application/pdf', size: 50 },
    ]);
    expect(mail.text).toMatch(/^Anhang: Angebot für Sie\.pdf, zwei\.pdf$/m);
    expect(mail.html).toContain('Anhang: Angebot für Sie.pdf, zwei.pdf');
  });

  test('leaves large and dangerous ones on the website, and says so', async () => {
    const mail = await mailAbout([
      ['klein.pdf', 10],
      ['gross.pdf', 5 * 1024 * 1024],
      ['setup.exe', 10],
    ]);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['klein.pdf']);
    expect(mail.text).toMatch(/^Anhang: klein\.pdf\nAuf unserer Website: gross\.pdf, setup\.exe$/m);
  });
});

test('files and pictures of a reply by e-mail come into the conversation, for both', async () => {
  const email = `${randomUUID()}@example.org`;
  const visitor = await visitorOf(system, { email });
  await ada.answers(visitor.conversation, 'Please send it', { notify: 'now' });
  await system.clock(120);
  const [mail] = await system.mailbox(email);
  await system.bringMail({
    from: email,
    to: mail!.replyTo,
    subject: `Re: ${mail!.subject}`,
    html: '<p>Here it is <img src="cid:picture@example.org"></p>',
    text: 'Here it is',
    attachments: [
      { filename: 'picture.png', content: png, contentType: 'image/png', cid: 'picture@example.org' },
      { filename: 'Rechnung.pdf', content: Buffer.from('pdf'), contentType: 'application/pdf' },
      { filename: 'page.html', content: '<script>alert(1)</script>', contentType: 'text/html' },
    ],
  });
  await system.clock(0);
  for (const shown of [await seenBy(visitor), await agentSees(visitor)]) {
    expect(shown).toMatchObject({
      text: 'Here it is',
      attachments: [
        { filename: 'picture.png', size: png.length, inline: true },
        { filename: 'Rechnung.pdf', size: 3 },
        { filename: 'page.html', dangerous: true },
      ],
    });
    const [inline, , page] = shown.attachments;
    const download = await fetch(inline!.url);
    expect(download.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await download.arrayBuffer()).equals(png)).toBe(true);
    expect((await fetch(page!.url)).headers.get('content-type')).toBe('application/octet-stream');
  }
});
