import nodemailer from 'nodemailer';
import { appliesTo } from '../../../local/mail-in/receipt-rules.ts';
import { takeVerdicts } from '../../../local/mail-in/verdicts.ts';
import type { JsonObject } from '../../../local/json.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

async function bring(message: string, envelope: { from: string; to: string[] }): Promise<void> {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: machine.smtpPort, ignoreTLS: true });
  await transport.sendMail({ envelope, raw: message }).finally(() => transport.close());
  await machine.advance(0);
}

interface ReceivedEvent {
  readonly mail: JsonObject & { readonly messageId: string; readonly headers: { name: string; value: string }[] };
  readonly receipt: JsonObject;
}

async function events(): Promise<ReceivedEvent[]> {
  const entries = await machine.journal('noter');
  return entries.flatMap(({ event }) => {
    const records = (event.Records ?? []) as unknown as { eventSource: string; ses: ReceivedEvent }[];
    return records.filter(({ eventSource }) => eventSource === 'aws:ses').map(({ ses }) => ses);
  });
}

async function stored(key: string): Promise<string> {
  return (await machine.signed('s3', `${machine.url}/_s3/mail/inbound/${key}`)).text();
}

const reply = [
  'From: Vera Müller <vera@example.org>',
  'To: r.token@reply.example.com',
  'Subject: Re: Your conversation',
  'Message-ID: <reply@example.org>',
  'In-Reply-To: <1@email.amazonses.com>',
  '',
  'Thank you',
  '.a line with a dot',
].join('\r\n');

describe('a mail to the reply domain', () => {
  test('is stored with the headers of SES on top, and its event names it', async () => {
    await bring(reply, { from: 'vera@example.org', to: ['R.Token@reply.example.com'] });
    const [event] = await events();
    expect(event).toMatchObject({
      mail: {
        source: 'vera@example.org',
        destination: ['R.Token@reply.example.com'],
        headersTruncated: false,
        commonHeaders: {
          returnPath: 'vera@example.org',
          from: ['Vera Müller <vera@example.org>'],
          to: ['r.token@reply.example.com'],
          subject: 'Re: Your conversation',
          messageId: '<reply@example.org>',
        },
      },
      receipt: {
        recipients: ['R.Token@reply.example.com'],
        spamVerdict: { status: 'PASS' },
        virusVerdict: { status: 'PASS' },
        spfVerdict: { status: 'PASS' },
        dkimVerdict: { status: 'PASS' },
        dmarcVerdict: { status: 'PASS' },
        action: { type: 'Lambda', invocationType: 'Event' },
      },
    });
    expect(event!.receipt).not.toHaveProperty('dmarcPolicy');
    expect(event!.mail.messageId).toMatch(/^[0-9a-z]{40}$/);
    const content = await stored(event!.mail.messageId);
    expect(content.split('\r\n')[0]).toBe('Return-Path: <vera@example.org>');
    expect(content).toMatch(/^X-SES-Spam-Verdict: PASS\r$/m);
    expect(content).toMatch(/^Authentication-Results: amazonses\.com;\r$/m);
    expect(content).toContain('\r\nIn-Reply-To: <1@email.amazonses.com>\r\n\r\nThank you\r\n.a line with a dot');
  });

  test('has the verdicts that it asks for, and not the header that asks', async () => {
    const wish = 'X-Local-Verdicts: spf=FAIL; dmarc=FAIL;\r\n dmarcPolicy=reject; virus=FAIL\r\n';
    await bring(wish + reply, { from: 'mallory@example.net', to: ['r.token@reply.example.com'] });
    const event = (await events()).at(-1)!;
    expect(event.receipt).toMatchObject({
      spfVerdict: { status: 'FAIL' },
      dkimVerdict: { status: 'PASS' },
      dmarcVerdict: { status: 'FAIL' },
      dmarcPolicy: 'reject',
      virusVerdict: { status: 'FAIL' },
      spamVerdict: { status: 'PASS' },
    });
    expect(await stored(event.mail.messageId)).not.toContain('X-Local-Verdicts');
    expect(event.mail.headers.map(({ name }) => name)).not.toContain('X-Local-Verdicts');
  });

  test('from nobody has an empty sender', async () => {
    await bring(reply, { from: '', to: ['r.token@reply.example.com'] });
    expect((await events()).at(-1)!.mail).toMatchObject({ source: '' });
  });

  test('with very many headers has them left out of the event', async () => {
    const many = Array.from({ length: 800 }, (_, n) => `X-Filler-${n}: ${'x'.repeat(80)}\r\n`).join('');
    await bring(many + reply, { from: 'vera@example.org', to: ['r.token@reply.example.com'] });
    expect((await events()).at(-1)!.mail).toMatchObject({ headersTruncated: true, headers: [] });
  });
});

test('a mail to any other domain is refused', async () => {
  await expect(bring(reply, { from: 'vera@example.org', to: ['r.token@mail.example.com'] })).rejects.toThrow('550');
});

describe('a receipt rule', () => {
  const rule = (...recipients: string[]) => ({ recipients, scanEnabled: true, actions: [] });
  test.each([
    [rule('reply.example.com'), 'any@REPLY.example.com', true],
    [rule('reply.example.com'), 'any@sub.reply.example.com', false],
    [rule('.example.com'), 'any@sub.example.com', true],
    [rule('.example.com'), 'any@example.com', false],
    [rule('vera@example.com'), 'vera@example.com', true],
    [rule('vera@example.com'), 'vera+label@example.com', true],
    [rule('vera@example.com'), 'other@example.com', false],
    [rule(), 'anybody@anywhere.example', true],
  ])('%j applies to %s: %s', (one, address, expected) => {
    expect(appliesTo(one, address)).toBe(expected);
  });

  test('without scanning has no verdicts about the content', () => {
    const { verdicts } = takeVerdicts(Buffer.from(reply), false);
    expect(verdicts).toMatchObject({ spam: 'DISABLED', virus: 'DISABLED', spf: 'PASS' });
  });
});
