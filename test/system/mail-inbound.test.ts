import type { SendMailOptions } from 'nodemailer';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { mailProgram } from './mail-program.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';
import type { Json, Visitor } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

let count = 0;
let address: string;
let vera: Visitor;
let replyTo: string;
let program: ReturnType<typeof mailProgram>;

/** A visitor who was e-mailed an answer that she has not read. */
beforeEach(async () => {
  count += 1;
  address = `vera${count}@example.org`;
  vera = await visitorOf(system, { email: address });
  program = mailProgram(system, address);
  await ada.answers(vera.conversation, 'We have it in blue.', { notify: 'now' });
  await system.clock(0);
  replyTo = (await program.newest()).replyTo;
});

const verdicts = (value: string) => ({ headers: { 'X-Local-Verdicts': value } });
const disowned = verdicts('spf=FAIL; dkim=FAIL; dmarc=FAIL; dmarcPolicy=reject');
const newest = async () => (await ada.messages(vera.conversation)).at(-1);
const conversation = async (): Promise<Json> => {
  const { body } = await ada.call('GET', `/v1/agent/conversations/${vera.conversation}`);
  return (body as { conversation: Json }).conversation;
};

interface KeptMail {
  readonly id: string;
  readonly reason: string;
  readonly from: string;
}

const kept = async (state: 'quarantined' | 'unmatched'): Promise<readonly KeptMail[]> => {
  const { body } = await ada.call('GET', `/v1/agent/mail?state=${state}&limit=100`);
  return (body as { mail: readonly KeptMail[] }).mail;
};
const mine = async (state: 'quarantined' | 'unmatched'): Promise<readonly KeptMail[]> =>
  (await kept(state)).filter((mail) => (mail as unknown as Json).conversationId === vera.conversation);

describe('the conversation of a reply', () => {
  test.each<[string, () => SendMailOptions]>([
    ['in Cc', () => ({ to: 'boss@example.net', cc: replyTo, envelope: { from: address, to: replyTo } })],
    ['in capital letters', () => ({ to: replyTo.toUpperCase() })],
    ['with a name and a label', () => ({ to: `"Ada" <${replyTo.replace('@', '+x@')}>` })],
    [
      'only in the envelope, as a forwarder leaves it',
      () => ({ to: 'old@example.net', envelope: { from: address, to: replyTo } }),
    ],
  ])('is found by the token %s', async (_name, mail) => {
    await program.sends({ subject: 'Re: Your conversation', text: 'Here I am', ...mail() });
    expect(await newest()).toMatchObject({ text: 'Here I am', author: { kind: 'visitor' }, channel: 'email' });
  });

  test('is found by the SES id alone, whatever address it was sent to', async () => {
    const id = (await program.newest()).headers['message-id'] ?? '';
    const to = `lost@${replyTo.split('@')[1]}`;
    await program.sends({ to, subject: 'Re: Your conversation', text: 'Here I am', inReplyTo: id });
    expect(await newest()).toMatchObject({ text: 'Here I am' });
  });

  test('goes on in a successor when it was closed', async () => {
    await ada.sets(vera.conversation, 'closed');
    await program.replies('One more thing');
    const { continuedBy } = (await conversation()) as { continuedBy: string };
    expect(await ada.messages(continuedBy)).toMatchObject([{ text: 'One more thing', author: { kind: 'visitor' } }]);
  });

  test('gets a mail once, however often it is delivered', async () => {
    const same = { messageId: `<same${count}@example.org>` };
    await program.replies('Once', same);
    await program.replies('Once', same);
    expect((await vera.messages()).filter(({ text }) => text === 'Once')).toHaveLength(1);
  });
});

describe('who writes', () => {
  test('somebody else with the reply address is shown as themselves, reads and reopens nothing and hurries nothing', async () => {
    await ada.sets(vera.conversation, 'solved');
    await program.replies('Let me in', { from: 'Mallory <mallory@example.net>' });
    expect(await newest()).toMatchObject({
      author: { kind: 'other', email: 'mallory@example.net' },
      text: 'Let me in',
    });
    expect(await conversation()).toMatchObject({ status: 'solved', visitorReadThrough: 0 });
    expect((await vera.messages()).map(({ text }) => text)).not.toContain('Let me in');
    await ada.answers(vera.conversation, 'Not so fast');
    const now = Date.parse(await system.clock(0));
    const { notification } = (await newest()) as { notification: { dueAt: string } };
    expect(Date.parse(notification.dueAt) - now).toBeGreaterThan(8 * 60_000);
  });

  test('a mail that its domain disowns waits for an agent, who releases it once', async () => {
    await program.replies('It is really me', disowned);
    expect((await newest())?.text).toBe('We have it in blue.');
    const [mail] = await mine('quarantined');
    expect(mail).toMatchObject({ reason: 'sender', from: address });
    const release = () => ada.call('POST', `/v1/agent/mail/${mail!.id}`, { action: 'release' });
    const answers = await Promise.all([release(), release(), release()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const said = (await ada.messages(vera.conversation)).filter(({ text }) => text === 'It is really me');
    expect(said).toMatchObject([{ author: { kind: 'other', email: address }, channel: 'email' }]);
    expect(await mine('quarantined')).toEqual([]);
    expect(await conversation()).toMatchObject({ visitorReadThrough: 0 });
  });

  test.each([
    ['spam', 'spam'],
    ['virus', 'virus'],
  ])('%s is no message', async (verdict, reason) => {
    await program.replies('Buy this', verdicts(`${verdict}=FAIL`));
    expect((await newest())?.text).toBe('We have it in blue.');
    expect(await mine('quarantined')).toMatchObject([{ reason }]);
  });

  test.each([
    ['sent', 'spf=PASS; dkim=GRAY; dmarc=GRAY'],
    ['signed', 'spf=FAIL; dkim=PASS; dmarc=GRAY'],
  ])(
    'a mail that another domain %s in the visitor’s name, where theirs has no policy, is shown as not proven',
    async (_, found) => {
      await program.sends({
        to: replyTo,
        subject: 'Re: Your conversation',
        text: 'It is me, send it elsewhere',
        envelope: { from: 'evil@attacker.example', to: replyTo },
        ...verdicts(found),
      });
      expect(await newest()).toMatchObject({ text: 'It is me, send it elsewhere', author: { kind: 'other' } });
    },
  );

  test('what has a virus cannot be released', async () => {
    await program.replies('Buy this', verdicts('virus=FAIL'));
    const [mail] = await mine('quarantined');
    expect(await ada.call('POST', `/v1/agent/mail/${mail!.id}`, { action: 'release' })).toMatchObject({
      status: 409,
      body: { code: 'mail_has_virus' },
    });
    expect((await ada.call('POST', `/v1/agent/mail/${mail!.id}`, { action: 'discard' })).status).toBe(200);
    expect(await mine('quarantined')).toEqual([]);
  });
});

describe('machines', () => {
  test('an absence notice is a note from which nothing follows', async () => {
    const before = await conversation();
    await program.replies('Ich bin bis 1. Dezember im Urlaub.', {
      subject: 'Automatische Antwort: Ihre Konversation mit Example',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    expect(await newest()).toMatchObject({ kind: 'auto-reply', author: { kind: 'system' }, visibility: 'note' });
    const { visitorReadThrough, unreadCount, waitingSince, lastMessage } = before;
    expect(await conversation()).toMatchObject({ visitorReadThrough, unreadCount, lastMessage });
    expect((await conversation()).waitingSince).toEqual(waitingSince);
    expect((await vera.messages()).map(({ kind }) => kind)).not.toContain('auto-reply');
    await system.clock(20 * 60);
    expect(await system.mailbox(address)).toHaveLength(1);
  });

  test('a forged absence notice waits for an agent', async () => {
    const headers = { ...disowned.headers, 'Auto-Submitted': 'auto-replied' };
    await program.replies('Send everything to me', { headers });
    expect((await newest())?.text).toBe('We have it in blue.');
    expect(await mine('quarantined')).toMatchObject([{ reason: 'sender' }]);
  });

  const report = (type: 'delivery-status' | 'feedback-report', fields: readonly string[]): string =>
    [
      'From: Mail Delivery System <mailer-daemon@mx.example.org>',
      `To: ${replyTo}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${type}; boundary=b`,
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry.',
      '--b',
      `Content-Type: message/${type}`,
      '',
      ...fields,
      '',
      '--b--',
      '',
    ].join('\r\n');
  const bring = async (raw: string): Promise<void> => {
    await system.bringMail({ envelope: { from: '', to: replyTo }, raw });
    await system.clock(0);
  };

  test('a bounce by mail is nobody’s message, and tells the visitor that the address is dead', async () => {
    await bring(report('delivery-status', [`Final-Recipient: rfc822; ${address}`, 'Action: failed', 'Status: 5.1.1']));
    expect((await vera.messages()).at(-1)).toMatchObject({ kind: 'delivery-problem' });
    const { notification } = (await ada.messages(vera.conversation)).find(
      ({ text }) => text === 'We have it in blue.',
    )!;
    expect(notification?.state).toBe('bounced');
  });

  test('a delay changes nothing', async () => {
    await bring(report('delivery-status', [`Final-Recipient: rfc822; ${address}`, 'Action: delayed', 'Status: 4.4.1']));
    expect((await newest())?.text).toBe('We have it in blue.');
    expect(await mine('unmatched')).toMatchObject([{ reason: 'bounce' }]);
  });

  test('after a complaint by mail nothing more is sent', async () => {
    await bring(report('feedback-report', ['Feedback-Type: abuse', `Original-Rcpt-To: ${address}`]));
    await ada.answers(vera.conversation, 'Are you there?', { notify: 'now' });
    await system.clock(15 * 60);
    expect(await system.mailbox(address)).toHaveLength(1);
  });

  test('a robot that answers whatever comes is heard twenty times, and the rest is kept', async () => {
    for (let time = 1; time <= 23; time += 1)
      await system.bringMail({
        from: address,
        to: replyTo,
        subject: 'Re: ticket',
        text: `Got it ${time}`,
        messageId: `<r${count}.${time}@example.org>`,
      });
    await system.clock(0);
    const said = (await ada.messages(vera.conversation)).filter(({ text }) => text.startsWith('Got it'));
    expect(said).toHaveLength(20);
    expect((await mine('quarantined')).map(({ reason }) => reason)).toEqual(Array(3).fill('too-many'));
  });
});

describe('what is in a mail', () => {
  test('files come along and can be downloaded, and are never opened as a page', async () => {
    const attachments = [{ filename: '../bill.html', contentType: 'text/html', content: '<script>1</script>' }];
    await program.replies('See the bill', { attachments });
    const message = (await newest()) as unknown as {
      attachments: { filename: string; url: string; dangerous: boolean }[];
    };
    expect(message.attachments).toMatchObject([{ filename: 'bill.html', dangerous: true }]);
    const file = await fetch(message.attachments[0]!.url);
    expect(await file.text()).toBe('<script>1</script>');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(file.headers.get('content-type')).not.toMatch(/html/);
    expect((await vera.messages()).at(-1)).toMatchObject({ attachments: [{ filename: 'bill.html' }] });
  });

  test('Japanese in its oldest charset is read', async () => {
    const words = Buffer.from('\u001b$B$"$j$,$H$&\u001b(B', 'latin1');
    const head = [
      `From: ${address}`,
      `To: ${replyTo}`,
      'Subject: Re: x',
      'Content-Type: text/plain; charset=ISO-2022-JP',
      '',
      '',
    ];
    const raw = Buffer.concat([Buffer.from(head.join('\r\n')), words]);
    await system.bringMail({ envelope: { from: address, to: replyTo }, raw });
    await system.clock(0);
    expect((await newest())?.text).toBe('ありがとう');
  });

  test('a subject that is cut inside an emoji does not lose the mail', async () => {
    await program.replies('Thanks', { subject: `${'s'.repeat(999)}😀 and more` });
    expect((await newest())?.text).toBe('Thanks');
    expect(await system.deadLetters()).toEqual([]);
  });

  test('a mail nested three hundred levels deep is not lost', async () => {
    const parts = Array.from(
      { length: 300 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    );
    const raw = `From: ${address}\r\nTo: ${replyTo}\r\nSubject: Deep ${count}\r\n${parts.join('')}\r\nHello`;
    await system.bringMail({ envelope: { from: address, to: replyTo }, raw });
    await system.clock(0);
    expect(await mine('quarantined')).toMatchObject([{ reason: 'unreadable', subject: `Deep ${count}` }]);
    expect(await system.deadLetters()).toEqual([]);
  });
});
