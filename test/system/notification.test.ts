import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { asVisitor, visitorOf } from './visitor.ts';
import type { ShownMessage } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

/** The delay, to the full minute at which Scheduler rings. */
const delay = 11 * 60;
const state = async (conversation: string, seq: number) =>
  (await ada.messages(conversation)).find((message) => message.seq === seq)?.notification?.state;

describe('the loop', () => {
  test('an unread answer comes by e-mail, the reply to it comes back, and the link leads to the conversation', async () => {
    const vera = await visitorOf(system, { session: { locale: 'de', name: 'Vera' }, email: 'vera.loop@example.org' });
    await ada.answers(vera.conversation, 'Ja, der Stuhl ist lieferbar.');
    expect(await system.mailbox('vera.loop@example.org')).toEqual([]);
    await system.clock(delay);
    const [mail, ...others] = await system.mailbox('vera.loop@example.org');
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('Ihre Konversation mit Example');
    expect(mail!.text).toContain('Ja, der Stuhl ist lieferbar.');
    expect(mail!.html).toContain('Ja, der Stuhl ist lieferbar.');
    expect(await state(vera.conversation, 3)).toBe('delivered');

    await system.bringMail({
      subject: 'Re: Your conversation',
      from: 'vera.loop@example.org',
      to: mail!.replyTo,
      inReplyTo: mail!.headers['message-id']!,
      text: 'Danke!\n\nAm 22.11.2026 um 10:00 schrieb Ada:\n> Ja, der Stuhl ist lieferbar.\n',
    });
    await system.clock(0);
    const reply = (await vera.messages()).at(-1);
    expect(reply).toMatchObject({ author: { kind: 'visitor' }, channel: 'email', text: 'Danke!' });
    expect((await ada.messages(vera.conversation)).at(-1)).toMatchObject({ channel: 'email', text: 'Danke!' });
    expect(await state(vera.conversation, 3)).toBe('read');

    const link = /^\S+#cc=([a-z2-7]+)$/m.exec(mail!.text)?.[1];
    const resumed = await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken: link } });
    expect(resumed).toMatchObject({
      status: 200,
      body: { conversationId: vera.conversation, visitor: { id: vera.id } },
    });
    const again = asVisitor(system, vera.id, (resumed.body as { token: string }).token, vera.conversation);
    expect(await again.writes('Noch etwas')).toMatchObject({
      status: 201,
      body: { message: { channel: 'messaging' } },
    });
    expect(await again.gives('other@example.org')).toMatchObject({ status: 403 });
    expect(await again.call('POST', '/v1/visitor/conversations', { clientMessageId: 'x', text: 'x' })).toMatchObject({
      status: 403,
    });

    await ada.answers(vera.conversation, 'Gern.');
    await system.clock(delay);
    const [later] = await system.mailbox('vera.loop@example.org');
    expect(later!.subject).toBe('Re: Ihre Konversation mit Example');
    expect(later!.replyTo).toBe(mail!.replyTo);
    expect(later!.headers.references).toContain(mail!.headers['message-id']);
  });

  test('who wrote by e-mail is answered by e-mail after a minute', async () => {
    const vera = await visitorOf(system, { email: 'vera.settles@example.org' });
    await ada.answers(vera.conversation, 'First');
    await system.clock(delay);
    const [mail] = await system.mailbox('vera.settles@example.org');
    await system.bringMail({
      subject: 'Re: Your conversation',
      from: 'vera.settles@example.org',
      to: mail!.replyTo,
      text: 'And?',
    });
    await system.clock(0);
    await ada.answers(vera.conversation, 'Second');
    await system.clock(120);
    expect(await system.mailbox('vera.settles@example.org')).toHaveLength(2);
  });
});

describe('one e-mail or none', () => {
  test('what was read in time is not e-mailed', async () => {
    const vera = await visitorOf(system, { email: 'vera.reads@example.org' });
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(9 * 60);
    expect(await vera.reads(3)).toMatchObject({ status: 200, body: { readThrough: 3 } });
    for (const action of ['send-now', 'hold', 'release', 'skip']) {
      const path = `/v1/agent/conversations/${vera.conversation}/notification`;
      expect(await ada.call('POST', path, { action })).toMatchObject({
        status: 409,
        body: { code: 'nothing_pending' },
      });
    }
    expect(await state(vera.conversation, 3)).toBe('read');
    await system.clock(delay);
    expect(await system.mailbox('vera.reads@example.org')).toEqual([]);
    expect(await state(vera.conversation, 3)).toBe('read');
  });

  test('a burst of three is one e-mail, at the time of the first', async () => {
    const vera = await visitorOf(system, { email: 'vera.burst@example.org' });
    for (const text of ['One', 'Two', 'Three']) {
      await ada.answers(vera.conversation, `Answer ${text}`);
      await system.clock(180);
    }
    expect(await system.mailbox('vera.burst@example.org')).toEqual([]);
    await system.clock(120);
    const [mail, ...others] = await system.mailbox('vera.burst@example.org');
    expect(others).toEqual([]);
    for (const text of ['One', 'Two', 'Three']) expect(mail!.text).toContain(`Answer ${text}`);
    await system.clock(3600);
    expect(await system.mailbox('vera.burst@example.org')).toHaveLength(1);
  });

  test('without an address it waits, and is sent when one is given', async () => {
    const vera = await visitorOf(system);
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    expect(await state(vera.conversation, 2)).toBe('waiting-for-address');
    await vera.gives('vera.late@example.org');
    await system.clock(0);
    expect(await system.mailbox('vera.late@example.org')).toHaveLength(1);
  });

  test('with the feature off nothing is sent', async () => {
    const vera = await visitorOf(system, { email: 'vera.off@example.org' });
    await ada.answers(vera.conversation, 'Answer');
    expect(await ada.call('POST', '/v1/admin/continuous-conversations/disable')).toMatchObject({ status: 200 });
    await system.clock(delay);
    expect(await system.mailbox('vera.off@example.org')).toEqual([]);
    expect((await ada.messages(vera.conversation)).at(-1)?.notification).toMatchObject({
      state: 'skipped',
      reason: 'skipped-off',
    });
    expect(await ada.saves({ continuousConversations: true })).toMatchObject({ status: 200 });
    await system.clock(delay);
    expect(await system.mailbox('vera.off@example.org')).toEqual([]);
  });

  test.each([
    ['solved', 1],
    ['pending', 1],
    ['closed', 0],
  ])('about a conversation that is %s: %i', async (status, count) => {
    const address = `vera.${status}@example.org`;
    const vera = await visitorOf(system, { email: address });
    await ada.answers(vera.conversation, 'Answer');
    await ada.sets(vera.conversation, status);
    await system.clock(delay);
    expect(await system.mailbox(address)).toHaveLength(count);
  });

  test('a message taken back, a note and a message marked never are not sent', async () => {
    const vera = await visitorOf(system, { email: 'vera.never@example.org' });
    const { body } = await ada.answers(vera.conversation, 'Oops');
    const { seq } = (body as { message: { seq: number } }).message;
    await ada.answers(vera.conversation, 'Note', { visibility: 'note' });
    await ada.answers(vera.conversation, 'Quiet', { notify: 'never' });
    expect(await ada.call('DELETE', `/v1/agent/conversations/${vera.conversation}/messages/${seq}`)).toMatchObject({
      status: 200,
    });
    await system.clock(delay);
    expect(await system.mailbox('vera.never@example.org')).toEqual([]);
    expect((await vera.messages()).find((message) => message.seq === seq)).toMatchObject({ text: '' });
    expect((await vera.messages()).map((message) => message.text)).not.toContain('Note');
  });

  test('a message to be sent now is sent now', async () => {
    const vera = await visitorOf(system, { email: 'vera.now@example.org' });
    await ada.answers(vera.conversation, 'Urgent', { notify: 'now' });
    await system.clock(0);
    expect(await system.mailbox('vera.now@example.org')).toHaveLength(1);
  });

  test('a hold ends when all that it held back is read: what is written then goes out in its own time', async () => {
    const vera = await visitorOf(system, { email: 'vera.held@example.org' });
    const path = `/v1/agent/conversations/${vera.conversation}`;
    await ada.answers(vera.conversation, 'Held back');
    await ada.call('POST', `${path}/notification`, { action: 'hold' });
    await vera.reads(3);
    expect((await ada.call('POST', `${path}/notification`, { action: 'release' })).status).toBe(409);
    expect((await ada.answers(vera.conversation, 'Another')).body).toMatchObject({
      message: { notification: { state: 'unread' } },
    });
    await system.clock(delay);
    const mails = await system.mailbox('vera.held@example.org');
    expect(mails.map(({ text }) => [text.includes('Another'), text.includes('Held back')])).toEqual([[true, false]]);
    expect((await ada.call('GET', `${path}/decisions`)).body).toMatchObject({
      decisions: [
        { episode: 1, decision: 'held-by-agent' },
        { episode: 1, decision: 'skipped-read' },
        { episode: 2, decision: 'sent' },
      ],
    });
  });

  test('a visitor who is on the page is not written to for five minutes', async () => {
    const vera = await visitorOf(system, { email: 'vera.present@example.org' });
    const { body } = await ada.answers(vera.conversation, 'Answer');
    const { dueAt = '' } = (body as { message: ShownMessage }).message.notification ?? {};
    await system.clock(delay - 60);
    // From before it is due until long after, without a gap.
    for (let halves = 0; halves < 18; halves += 1) {
      await vera.call('POST', `/v1/visitor/conversations/${vera.conversation}/activity`, {
        visible: true,
        typing: false,
      });
      await system.clock(30);
    }
    const mails = await system.mailbox('vera.present@example.org');
    expect(mails).toHaveLength(1);
    const heldFor = Date.parse(mails[0]!.sentAt) - Math.ceil(Date.parse(dueAt) / 60_000) * 60_000;
    expect(heldFor / 60_000).toBeGreaterThanOrEqual(5);
    expect(heldFor / 60_000).toBeLessThan(6);
  });
});

describe('an address that does not work', () => {
  test('is told in the conversation, and the answer goes once to the next one', async () => {
    const vera = await visitorOf(system, { email: 'bounce+vera@simulator.amazonses.com' });
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    expect(await state(vera.conversation, 3)).toBe('bounced');
    expect((await vera.messages()).at(-1)).toMatchObject({ kind: 'delivery-problem' });
    expect(await vera.gives('bounce+vera@simulator.amazonses.com')).toMatchObject({
      status: 422,
      body: { code: 'email_undeliverable' },
    });
    await vera.gives('vera.rescued@example.org');
    await system.clock(0);
    await system.clock(delay);
    expect(await system.mailbox('vera.rescued@example.org')).toHaveLength(1);
  });

  test('this time only is said to the agent, and the answer goes once to the next one', async () => {
    const vera = await visitorOf(system, { email: 'vera.full@example.org' });
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    const [mail] = await system.mailbox('vera.full@example.org');
    await system.reportMail(mail!.id, 'soft-bounce');
    await system.clock(0);
    const { notification } = (await ada.messages(vera.conversation)).at(-1)!;
    expect(notification).toMatchObject({ state: 'bounced', reason: 'smtp; 452 4.2.2 mailbox full' });
    expect((await vera.messages()).map(({ kind }) => kind)).not.toContain('delivery-problem');
    await ada.answers(vera.conversation, 'Once more', { notify: 'now' });
    await system.clock(delay);
    expect(await system.mailbox('vera.full@example.org')).toHaveLength(2);
    await vera.gives('vera.empty@example.org');
    await system.clock(delay);
    const rescued = await system.mailbox('vera.empty@example.org');
    expect(rescued).toHaveLength(1);
    expect(rescued[0]?.text).toContain('Answer');
  });

  test('that was replaced before the bounce came cannot be given again', async () => {
    const vera = await visitorOf(system, { email: 'vera.former@example.org' });
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    const [mail] = await system.mailbox('vera.former@example.org');
    await vera.gives('vera.latter@example.org');
    await system.reportMail(mail!.id, 'bounce');
    await system.clock(0);
    expect(await vera.gives('vera.former@example.org')).toMatchObject({
      status: 422,
      body: { code: 'email_undeliverable' },
    });
    expect(await system.mailbox('vera.latter@example.org')).toHaveLength(1);
  });

  test('gets no more after one click on unsubscribe, even if the conversation was closed and goes on in another', async () => {
    const vera = await visitorOf(system, { email: 'vera.closes@example.org' });
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    const [mail] = await system.mailbox('vera.closes@example.org');
    await ada.sets(vera.conversation, 'closed');
    const { body } = await vera.writes('One more thing');
    const successor = (body as { conversation: { id: string } }).conversation.id;
    const url = /<http:\/\/[^/]+(\/[^>]+)>/.exec(mail!.headers['list-unsubscribe']!)![1]!;
    expect((await system.request('POST', url)).status).toBe(200);
    await ada.answers(successor, 'Second');
    await system.clock(delay);
    expect(await system.mailbox('vera.closes@example.org')).toHaveLength(1);
  });

  test('gets no more after one click on unsubscribe', async () => {
    const vera = await visitorOf(system, { email: 'vera.leaves@example.org' });
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    const [mail] = await system.mailbox('vera.leaves@example.org');
    const url = /<http:\/\/[^/]+(\/[^>]+)>/.exec(mail!.headers['list-unsubscribe']!)![1]!;
    const asked = await system.request('GET', url);
    expect(asked.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(asked.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(asked.body).toContain('vera.leaves@example.org');
    await ada.answers(vera.conversation, 'Second');
    expect((await system.request('POST', url)).status).toBe(200);
    const { conversation } = (await ada.call('GET', `/v1/agent/conversations/${vera.conversation}`)).body as {
      conversation: object;
    };
    expect(conversation).toMatchObject({ optedOut: true });
    expect(conversation).not.toHaveProperty('pendingNotification');
    const second = async () => (await ada.messages(vera.conversation)).at(-1)?.notification;
    expect(await second()).toEqual({ state: 'unread', reason: 'skipped-opted-out' });
    await system.clock(delay);
    expect(await system.mailbox('vera.leaves@example.org')).toHaveLength(1);
    expect(await second()).toMatchObject({ state: 'skipped', reason: 'skipped-opted-out' });

    expect((await system.request('POST', `${url}?undo=true`)).status).toBe(200);
    await ada.answers(vera.conversation, 'Third');
    await system.clock(delay);
    const [mail3, ...former] = await system.mailbox('vera.leaves@example.org');
    expect(former).toHaveLength(1);
    expect(mail3!.text).toContain('Third');
    expect(mail3!.text).not.toContain('Second');
  });

  test.each(['unsubscribe', 'not-me'])(
    'whose link (%s) is wrong gets a page in a browser, and a problem else',
    async (kind) => {
      const path = `/v1/email/${kind}/forged`;
      const page = await system.request('GET', path, { headers: { accept: 'text/html', 'accept-language': 'it' } });
      expect(page).toMatchObject({ status: 404, body: expect.stringContaining('<html lang="it"') as string });
      expect(await system.request('GET', path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  test("is taken away when its owner says that it is not their conversation, and nobody's reply address works any more", async () => {
    const vera = await visitorOf(system, { email: 'stranger@example.org' });
    const { body } = await vera.call('POST', '/v1/visitor/conversations', { clientMessageId: 'other', text: 'Else' });
    const other = (body as { conversation: { id: string } }).conversation.id;
    await ada.answers(vera.conversation, 'Answer');
    await system.clock(delay);
    const [mail] = await system.mailbox('stranger@example.org');
    const url = /(\/v1\/email\/not-me\/\S+)/.exec(mail!.text)![1]!;
    await ada.answers(vera.conversation, 'Second');
    expect((await system.request('POST', url)).status).toBe(200);
    expect((await system.request('POST', url)).status).toBe(200);
    await system.clock(delay);
    expect(await system.mailbox('stranger@example.org')).toHaveLength(1);
    for (const id of [vera.conversation, other]) {
      const told = (await ada.messages(id)).filter(({ reason }) => reason === 'not-me');
      expect(told).toMatchObject([{ kind: 'delivery-problem', author: { kind: 'system' } }]);
    }
    expect(await vera.gives('stranger@example.org')).toMatchObject({ status: 422 });
    const link = /#cc=([a-z2-7]+)/.exec(mail!.text)?.[1];
    expect(await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken: link } })).toMatchObject({
      status: 410,
    });
    const before = (await ada.messages(vera.conversation)).length;
    await system.bringMail({
      subject: 'Re: Your conversation',
      from: 'stranger@example.org',
      to: mail!.replyTo,
      text: 'What is this?',
    });
    await system.clock(0);
    expect(await ada.messages(vera.conversation)).toHaveLength(before);
  });
});
