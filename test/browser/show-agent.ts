import { deflateSync } from 'node:zlib';
import { showEverything } from './show-everything.ts';
import type { FakeConversation, FakeState } from './fake-state.ts';

/** Fills the back end as `showEverything` does, and with what only agents come across: files, interleaved replies, kept mail. */
export function showAgentsWork(state: FakeState): FakeConversation {
  showEverything(state);
  state.me = { settings: { continuousConversations: true, delayMinutes: 10, emailReplyDelayMinutes: 1 } };
  const talk = state.conversations.find(({ id }) => id === 'c1') ?? state.begin();
  talk.emails = talk.emails.map((email) => ({ ...email, from: 'Grace Moreau <support@example.com>', html: emailHtml }));
  state.keptMail = keptMail(state);
  return filesTalk(state);
}

/** A conversation with pictures, a program, and an answer written between quoted lines. */
function filesTalk(state: FakeState): FakeConversation {
  state.files.set('glaze.png', { contentType: 'image/png', uploaded: 0, bytes: picture(52, 96, 120, [206, 120, 74]) });
  state.files.set('crack.png', { contentType: 'image/png', uploaded: 0, bytes: picture(52, 96, 200, [120, 140, 132]) });
  const ago = (minutes: number): string => state.iso(-minutes * 60);
  const talk = state.begin({
    id: 'files',
    visitor: { id: 'v-files', name: 'Nora Feld', email: 'nora@example.com', emailState: 'proven', locale: 'en' },
    assignee: 'ada',
  });
  const ada = { kind: 'agent', id: 'ada', name: 'Ada Lindqvist' };
  const visitor = { kind: 'visitor' };
  state.append(talk, { author: visitor, text: 'The glaze of my new bowl looks like this. Is it meant to?' }, ago(95));
  state.append(
    talk,
    {
      author: visitor,
      text: '',
      attachments: [
        { id: 'a1', filename: 'bowl.png', contentType: 'image/png', size: 412_000, url: '/files/glaze.png' },
        { id: 'a2', filename: 'crack.png', contentType: 'image/png', size: 388_000, url: '/files/crack.png' },
      ],
    },
    ago(95),
  );
  const read = { state: 'read' };
  state.append(talk, { author: ada, text: 'When did you buy it, and where?', notification: read }, ago(90));
  state.append(talk, { author: ada, text: 'Would you like it mended or replaced?', notification: read }, ago(89));
  state.append(
    talk,
    {
      author: visitor,
      channel: 'email',
      text: 'In October, on your website.\n\nReplaced, please. The receipt is attached.',
      answers: [
        { seq: 3, quoted: 'When did you buy it, and where?', text: 'In October, on your website.' },
        {
          seq: 4,
          quoted: 'Would you like it mended or replaced?',
          text: 'Replaced, please. The receipt is attached.',
        },
      ],
      quoted: '> When did you buy it, and where?\n> Would you like it mended or replaced?',
      attachments: [
        { id: 'a3', filename: 'receipt.pdf', contentType: 'application/pdf', size: 84_000, url: '/files/glaze.png' },
        {
          id: 'a4',
          filename: 'viewer-setup.exe',
          contentType: 'application/x-msdownload',
          size: 1_900_000,
          url: '/files/glaze.png',
          dangerous: true,
        },
      ],
    },
    ago(30),
  );
  state.append(
    talk,
    {
      author: { kind: 'system' },
      kind: 'encrypted-mail',
      visibility: 'note',
      channel: 'email',
      text: 'Re: My new bowl',
    },
    ago(28),
  );
  talk.visitorReadThrough = 4;
  talk.agentReadThrough = 5;
  return talk;
}

function keptMail(state: FakeState): FakeState['keptMail'] {
  const ago = (minutes: number): string => state.iso(-minutes * 60);
  return [
    {
      id: 'k1',
      state: 'unmatched',
      reason: 'reply',
      from: 'priya.new@example.com',
      name: 'Priya Raman',
      subject: 'Re: The six bowls',
      text: 'Hello, I write from my other address.\n\nCould you send the six bowls before the weekend?',
      attachments: [
        { id: 'ka1', filename: 'address.txt', url: '/files/glaze.png', contentType: 'text/plain', size: 220 },
      ],
      receivedAt: ago(14),
    },
    {
      id: 'k2',
      state: 'unmatched',
      reason: 'bounce',
      from: 'mailer-daemon@mail.example.com',
      name: 'Mail Delivery System',
      subject: 'Undelivered Mail Returned to Sender',
      text: 'This is the mail system at host mail.example.com.',
      attachments: [],
      receivedAt: ago(190),
    },
    {
      id: 'k3',
      state: 'quarantined',
      reason: 'sender',
      from: 'juergen@example.com',
      name: 'Jürgen Weiß',
      subject: 'Re: Your conversation with Kiesel & Ton',
      text: 'Please send the refund to the account below instead.',
      attachments: [
        {
          id: 'ka2',
          filename: 'account.zip',
          url: '/files/glaze.png',
          contentType: 'application/zip',
          size: 31_000,
          dangerous: true,
        },
      ],
      conversationId: 'c1',
      receivedAt: ago(33),
    },
    {
      id: 'k4',
      state: 'quarantined',
      reason: 'virus',
      from: 'invoice@example.net',
      subject: '',
      conversationId: 'c1',
      receivedAt: ago(400),
    },
  ];
}

const emailHtml = `<!doctype html><html lang="en"><head><title>Your conversation</title><style>@media (max-width: 300px) { .card { padding: 14px !important } }</style></head>
<body style="margin:0;background:#f3f4f6"><table role="presentation" width="100%" style="background:#f3f4f6;font-family:Helvetica,Arial,sans-serif"><tr><td align="center" style="padding:20px 12px">
<table role="presentation" width="100%" style="max-width:520px"><tr><td class="card" style="background:#ffffff;border:1px solid #e5e7eb;border-radius:14px;padding:26px;color:#1f2937">
<p style="margin:0 0 4px;font-size:14px;color:#5b6472">Kiesel &amp; Ton</p><h1 style="margin:0 0 18px;font-size:20px">You have 1 unread message</h1>
<p style="margin:0 0 6px;font-size:13px;color:#5b6472"><b>Grace Moreau</b> · 14:08</p><p style="display:inline-block;margin:0 0 18px;background:#f1f3f5;border-radius:12px;padding:11px 15px;font-size:16px">Grey comes back in May: <a href="https://example.com/">kiesel-und-ton.example</a></p><br>
<a href="https://kiesel-und-ton.example/#cc=…" style="display:inline-block;padding:12px 22px;background:#1d4ed8;border-radius:10px;color:#ffffff;text-decoration:none">Continue on the website</a>
</td></tr></table></td></tr></table></body></html>`;

/** A PNG with soft rings: something to see where a photograph would be. */
function picture(side: number, width: number, height: number, [red, green, blue]: readonly number[]): Uint8Array {
  const rows = Array.from({ length: height }, (_, y) => {
    const row = new Uint8Array(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const ring = 0.75 + 0.25 * Math.cos(Math.hypot(x - width / 2, y - height / 2) / (side / 14));
      row.set(
        [red ?? 0, green ?? 0, blue ?? 0].map((part) => Math.min(255, part * ring)),
        1 + x * 3,
      );
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}

/** CRC-32 as PNG wants it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
