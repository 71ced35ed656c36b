import { randomUUID } from 'node:crypto';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { Answer, RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';
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

const fill = (path: string): string => path.replace('{id}', vera.conversation).replace('{visitor}', vera.id);
const problem = (status: number, code: string) => ({
  status,
  body: { status, code, type: expect.any(String) as string },
});
const long = 'a'.repeat(3000);
const message = (change: object = {}) => ({ clientMessageId: randomUUID(), text: 'Hello', ...change });

describe('every row of the contract answers', () => {
  test.each<[string, string, unknown, number]>([
    ['GET', '/v1/visitor/conversations', undefined, 200],
    ['GET', '/v1/visitor/conversations/{id}/messages?after=0&limit=200', undefined, 200],
    ['POST', '/v1/visitor/conversations/{id}/messages', message(), 201],
    ['PUT', '/v1/visitor/conversations/{id}/read', { through: 1 }, 200],
    ['PUT', '/v1/visitor/profile', { name: 'Vera', locale: 'de' }, 200],
    ['POST', '/v1/visitor/conversations/{id}/idle', undefined, 200],
    ['POST', '/v1/visitor/conversations/{id}/activity', { visible: true, typing: true }, 204],
    ['POST', '/v1/visitor/attachments', { filename: 'a.png', contentType: 'image/png', size: 1 }, 201],
    ['POST', '/v1/visitor/realtime', undefined, 201],
    ['GET', '/v1/widget', undefined, 200],
  ])('%s %s as a visitor', async (method, path, body, status) => {
    expect((await vera.call(method, fill(path), body)).status).toBe(status);
  });

  test.each<[string, string, unknown, number]>([
    ['GET', '/v1/agent/me', undefined, 200],
    ['GET', '/v1/agent/agents', undefined, 200],
    ['POST', '/v1/agent/realtime', undefined, 201],
    ['POST', '/v1/agent/attachments', { filename: 'a.png', contentType: 'image/png', size: 1 }, 201],
    ['GET', '/v1/agent/conversations?view=mine', undefined, 200],
    ['GET', '/v1/agent/conversations?view=unassigned&status=open&limit=5', undefined, 200],
    ['GET', '/v1/agent/conversations/{id}', undefined, 200],
    ['GET', '/v1/agent/conversations/{id}/messages', undefined, 200],
    ['POST', '/v1/agent/conversations/{id}/messages', message({ notify: 'never' }), 201],
    ['PUT', '/v1/agent/conversations/{id}/read', { through: 1 }, 200],
    ['PUT', '/v1/agent/conversations/{id}/status', { status: 'pending' }, 200],
    ['PUT', '/v1/agent/conversations/{id}/assignee', { agentId: 'ada' }, 200],
    ['PUT', '/v1/agent/conversations/{id}/assignee', { agentId: null }, 200],
    ['GET', '/v1/agent/conversations/{id}/decisions', undefined, 200],
    ['GET', '/v1/agent/conversations/{id}/emails', undefined, 200],
    ['GET', '/v1/agent/visitors/{visitor}', undefined, 200],
    ['PUT', '/v1/agent/visitors/{visitor}/email', { email: 'vera@example.org' }, 200],
    ['GET', '/v1/admin/settings', undefined, 200],
    ['GET', '/v1/admin/triggers', undefined, 200],
    ['PUT', '/v1/admin/triggers/away-message', { active: false, texts: {} }, 200],
    ['GET', '/v1/admin/checklist', undefined, 200],
    ['GET', '/v1/agent/conversations?find=Ver', undefined, 200],
    ['GET', '/v1/agent/mail?state=unmatched', undefined, 200],
    ['POST', '/v1/admin/test-email', { to: 'a@example.org', locale: 'en' }, 202],
    ['GET', '/v1/admin/email-preview?locale=de', undefined, 200],
    ['POST', '/v1/admin/replay', { delayMinutes: 5, from: '2026-11-01', to: '2026-11-02' }, 200],
    ['GET', '/v1/admin/visitors/{visitor}/export', undefined, 200],
  ])('%s %s as an agent', async (method, path, body, status) => {
    expect((await ada.call(method, fill(path), body)).status).toBe(status);
  });
});

describe('bad input gets a coded problem and changes nothing', () => {
  const messages = '/v1/visitor/conversations/{id}/messages';
  test.each<[string, string, string, unknown, number, string]>([
    ['broken JSON', 'POST', messages, '{"text":', 400, 'invalid_json'],
    ['a missing text', 'POST', messages, { clientMessageId: 'a' }, 400, 'invalid_request'],
    ['a text that is too long', 'POST', messages, message({ text: 'a'.repeat(10_001) }), 400, 'invalid_request'],
    ['a wrong client message id', 'POST', messages, message({ clientMessageId: 'a b' }), 400, 'invalid_request'],
    ['a body over 256 KB', 'POST', messages, message({ other: 'a'.repeat(300_000) }), 413, 'body_too_large'],
    ['a limit of 0', 'GET', `${messages}?limit=0`, undefined, 400, 'invalid_request'],
    ['a limit of 201', 'GET', `${messages}?limit=201`, undefined, 400, 'invalid_request'],
    ['an unknown conversation', 'GET', '/v1/visitor/conversations/unknown/messages', undefined, 404, 'not_found'],
    ['reading beyond the end', 'PUT', '/v1/visitor/conversations/{id}/read', { through: 999 }, 400, 'invalid_request'],
    ['a cursor that is text', 'PUT', '/v1/visitor/conversations/{id}/read', { through: '1' }, 400, 'invalid_request'],
    ['an unknown attachment', 'POST', messages, message({ attachmentIds: ['x'] }), 404, 'not_found'],
    ['an address without a dot', 'PUT', '/v1/visitor/profile', { email: 'vera@localhost' }, 422, 'email_invalid'],
    ['an empty address', 'PUT', '/v1/visitor/profile', { email: '' }, 422, 'email_invalid'],
    ['an umlaut before the @', 'PUT', '/v1/visitor/profile', { email: 'jörg@example.org' }, 422, 'email_not_ascii'],
    ['an address that is a number', 'PUT', '/v1/visitor/profile', { email: 1 }, 400, 'invalid_request'],
    ['an address that is null', 'PUT', '/v1/visitor/profile', { email: null }, 400, 'invalid_request'],
    ['an endless address', 'PUT', '/v1/visitor/profile', { email: `${long}@example.org` }, 422, 'email_invalid'],
    ['an address at the start that is null', 'POST', '/v1/visitor/sessions', { email: null }, 400, 'invalid_request'],
    ['an endless conversation', 'GET', `/v1/visitor/conversations/${long}/messages`, undefined, 404, 'not_found'],
    ['an endless link', 'GET', `/v1/email/unsubscribe/${long}`, undefined, 404, 'not_found'],
    ['an endless link to be pressed', 'POST', `/v1/email/not-me/${long}`, undefined, 404, 'not_found'],
    ['an unknown path', 'GET', '/v1/visitor/nothing', undefined, 404, 'not_found'],
    ['a forged link', 'POST', '/v1/visitor/sessions/resume', { resumeToken: 'forged' }, 404, 'not_found'],
    ['an empty link', 'POST', '/v1/visitor/sessions/resume', { resumeToken: '' }, 404, 'not_found'],
    ['an endless link to resume', 'POST', '/v1/visitor/sessions/resume', { resumeToken: long }, 404, 'not_found'],
    ['a link that is a number', 'POST', '/v1/visitor/sessions/resume', { resumeToken: 1 }, 400, 'invalid_request'],
  ])('%s', async (_name, method, path, body, status, code) => {
    const before = await vera.messages();
    const answer = await vera.call(method, fill(path), body);
    expect(answer).toMatchObject(problem(status, code));
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await vera.messages()).toEqual(before);
  });

  test.each<[string, string, unknown, number, string]>([
    ['PUT', '/v1/agent/conversations/{id}/status', { status: 'gone' }, 400, 'invalid_request'],
    ['PUT', '/v1/agent/conversations/{id}/assignee', { agentId: 'nobody' }, 404, 'not_found'],
    ['GET', '/v1/agent/conversations?view=yours', undefined, 400, 'invalid_request'],
    ['GET', '/v1/agent/conversations?status=closed', undefined, 400, 'invalid_request'],
    ['DELETE', '/v1/agent/conversations/{id}/messages/1', undefined, 403, 'message_not_yours'],
    ['DELETE', '/v1/agent/conversations/{id}/messages/999', undefined, 404, 'not_found'],
    ['DELETE', '/v1/agent/conversations/{id}/messages/x', undefined, 404, 'not_found'],
    ['GET', '/v1/agent/conversations/{id}/emails/7', undefined, 404, 'not_found'],
    ['GET', '/v1/agent/visitors/nobody', undefined, 404, 'not_found'],
    ['GET', `/v1/agent/visitors/${long}`, undefined, 404, 'not_found'],
    ['GET', `/v1/agent/conversations/${long}`, undefined, 404, 'not_found'],
    ['GET', '/v1/agent/conversations/%00', undefined, 404, 'not_found'],
    ['PUT', '/v1/agent/visitors/{visitor}/email', { email: `${long}@example.org` }, 422, 'email_invalid'],
    ['DELETE', `/v1/admin/visitors/${long}`, undefined, 404, 'not_found'],
    ['PUT', '/v1/admin/triggers/unknown', { active: true, texts: {} }, 404, 'not_found'],
  ])('%s %s', async (method, path, body, status, code) => {
    expect(await ada.call(method, fill(path), body)).toMatchObject(problem(status, code));
  });

  test.each<[string, Json]>([
    ['delayMinutes', { delayMinutes: 0 }],
    ['delayMinutes', { delayMinutes: 1441 }],
    ['delayMinutes', { delayMinutes: 1.5 }],
    ['siteUrl', { siteUrl: 'ftp://example.org' }],
    ['siteUrl', { siteUrl: 'https://example.org/#part' }],
    ['allowedOrigins', { allowedOrigins: ['https://example.org/path'] }],
    ['timeZone', { timeZone: 'Europe/Nowhere' }],
    ['hours', { hours: { someday: [] } }],
    ['hours', { hours: { mon: [{ from: '17:00', to: '09:00' }] } }],
    ['defaultLocale', { defaultLocale: 'xx' }],
    ['fromName', { fromName: undefined }],
    ['texts', { texts: { en: { greeting: 'Hi' } } }],
    ['texts', { texts: { en: { unread: 'You have mail' } } }],
  ])('a setting that is wrong: %s', async (field, change) => {
    const before = (await ada.call('GET', '/v1/admin/settings')).body;
    const answer = await ada.saves(change);
    expect(answer).toMatchObject(problem(400, 'invalid_request'));
    expect(Object.keys((answer.body as { errors: object }).errors)).toEqual([field]);
    expect((await ada.call('GET', '/v1/admin/settings')).body).toEqual(before);
  });
});

describe('who may do what', () => {
  const forged = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.';
  test.each(['/v1/visitor/conversations', '/v1/agent/me', '/v1/admin/settings'])('%s needs a token', async (path) => {
    expect(await system.request('GET', path)).toMatchObject(problem(401, 'unauthorized'));
    expect(await system.request('GET', path, { token: forged })).toMatchObject(problem(401, 'unauthorized'));
    expect(await system.request('GET', path, { token: 'nonsense' })).toMatchObject(problem(401, 'unauthorized'));
  });

  test("a visitor's token is none of an agent's, and the other way round", async () => {
    expect((await system.request('GET', '/v1/agent/me', { token: vera.token })).status).toBe(401);
    expect((await system.request('GET', '/v1/visitor/conversations', { token: ada.token })).status).toBe(401);
  });

  test('an agent who is no admin is refused the settings', async () => {
    const token = await system.agentToken('grace');
    expect(await system.request('GET', '/v1/agent/me', { token })).toMatchObject({
      status: 200,
      body: { admin: false },
    });
    expect(await system.request('GET', '/v1/admin/settings', { token })).toMatchObject(problem(403, 'forbidden'));
  });

  test("somebody else's conversation is not there", async () => {
    const other = await visitorOf(system);
    for (const [method, path, body] of [
      ['GET', 'messages', undefined],
      ['POST', 'messages', message()],
      ['PUT', 'read', { through: 1 }],
      ['POST', 'idle', undefined],
      ['POST', 'activity', { visible: true, typing: false }],
    ] as const) {
      const answer = await other.call(method, fill(`/v1/visitor/conversations/{id}/${path}`), body);
      expect(answer).toMatchObject(problem(404, 'not_found'));
    }
  });

  test('a session that has expired is renewed for the same visitor', async () => {
    const renew = (): Promise<Answer> => system.request('POST', '/v1/visitor/sessions', { token: old.token, body: {} });
    const old = await visitorOf(system);
    expect(await renew()).toMatchObject({ status: 200, body: { visitor: { id: old.id } } });
    await system.clock(25 * 3600);
    expect((await old.call('GET', '/v1/visitor/conversations')).status).toBe(401);
    expect(await renew()).toMatchObject({ status: 200, body: { visitor: { id: old.id } } });
    vera = await visitorOf(system);
    ada = await agentOf(system);
  });

  test('a page of another origin may call only if it is allowed', async () => {
    const preflight = (origin: string): Promise<Answer> =>
      system.request('OPTIONS', '/v1/visitor/sessions', {
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await preflight(system.url)).headers.get('access-control-allow-origin')).toBe(system.url);
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('messages', () => {
  test('the same client message id is one message, answered 200 with the first result', async () => {
    const path = fill('/v1/visitor/conversations/{id}/messages');
    const first = await vera.call('POST', path, message({ clientMessageId: 'same' }));
    const again = await vera.call('POST', path, message({ clientMessageId: 'same', text: 'Other' }));
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });

  test('twenty senders at once are twenty messages, gapless, and one e-mail', async () => {
    const crowd = await visitorOf(system, { email: 'crowd@example.org' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? crowd.writes(`Visitor ${index}`) : ada.answers(crowd.conversation, `Agent ${index}`),
      ),
    );
    expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201));
    const seqs = (await ada.messages(crowd.conversation)).map((one) => one.seq);
    expect(seqs).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
    await system.clock(3600);
    expect(await system.mailbox('crowd@example.org')).toHaveLength(1);
  });

  test('visitors see nothing of notes, and no gap where they are', async () => {
    const { conversation, call } = await visitorOf(system);
    await ada.answers(conversation, 'Secret', { visibility: 'note' });
    const { body } = await call('GET', `/v1/visitor/conversations/${conversation}/messages`);
    expect(body).toMatchObject({ through: 2, conversation: { lastSeq: 2, lastMessage: { text: 'Hello' } } });
    expect(JSON.stringify(body)).not.toContain('Secret');
  });

  test('writing to a closed conversation opens its one successor, for visitor and agent', async () => {
    const { conversation, writes } = await visitorOf(system);
    expect((await ada.sets(conversation, 'closed')).status).toBe(200);
    expect(await ada.sets(conversation, 'open')).toMatchObject(problem(409, 'conversation_closed'));
    const first = await writes('Again');
    expect(first).toMatchObject({ status: 201, body: { conversation: { continues: conversation, status: 'open' } } });
    const { id } = (first.body as { conversation: { id: string } }).conversation;
    expect(await ada.answers(conversation, 'Yes?')).toMatchObject({ status: 201, body: { conversation: { id } } });
    expect((await ada.call('GET', `/v1/agent/conversations/${conversation}`)).body).toMatchObject({
      conversation: { status: 'closed', continuedBy: id },
    });
  });

  test('a note about a closed conversation stays there, and the visitor sees no new one', async () => {
    const { conversation, call } = await visitorOf(system);
    await ada.sets(conversation, 'closed');
    const note = await ada.answers(conversation, 'Refunded', { visibility: 'note' });
    expect(note).toMatchObject({ status: 201, body: { message: { seq: 2, visibility: 'note' } } });
    expect(note.body).not.toHaveProperty('conversation');
    expect((await call('GET', '/v1/visitor/conversations')).body).toMatchObject({
      conversations: [{ id: conversation, status: 'closed' }],
    });
  });

  test('the queue has who waits longest first and forgets who was answered', async () => {
    const late = await visitorOf(system);
    const ids = async (): Promise<string[]> => {
      const { body } = await ada.call('GET', '/v1/agent/conversations?view=all&limit=100');
      return (body as { conversations: { id: string; waitingSince?: string }[] }).conversations.map((one) => one.id);
    };
    const before = await ids();
    expect(before.indexOf(vera.conversation)).toBeLessThan(before.indexOf(late.conversation));
    await ada.answers(vera.conversation, 'Here');
    const after = await ids();
    expect(after.indexOf(vera.conversation)).toBeGreaterThan(after.indexOf(late.conversation));
  });
});

describe('settings and triggers', () => {
  test('a stale save is refused', async () => {
    const { body } = await ada.call('GET', '/v1/admin/settings');
    expect((await ada.saves({ fromName: 'Muster GmbH' })).status).toBe(200);
    expect(await ada.call('PUT', '/v1/admin/settings', body)).toMatchObject(problem(409, 'stale_version'));
    expect((await system.request('GET', '/v1/widget')).body).toMatchObject({ teamName: 'Muster GmbH' });
  });

  test.each<[string, Json]>([
    ['a time zone by an older name', { timeZone: 'Asia/Kolkata' }],
    ['a site without a slash', { siteUrl: 'https://www.example.com' }],
    ['a site with a slash', { siteUrl: 'https://www.example.com/' }],
    ['a page by its query', { siteUrl: 'https://www.example.com?chat=open' }],
  ])('are kept as they were put: %s', async (_name, change) => {
    const before = (await ada.call('GET', '/v1/admin/settings')).body as Json;
    expect(await ada.saves(change)).toMatchObject({ status: 200, body: change });
    await ada.saves({ timeZone: before.timeZone, siteUrl: before.siteUrl });
  });

  test('have a link in the letters that mail can have', async () => {
    const before = (await ada.call('GET', '/v1/admin/settings')).body as Json;
    const saved = await ada.saves({ siteUrl: 'https://bücher.example/läden' });
    expect(saved).toMatchObject({ body: { siteUrl: 'https://xn--bcher-kva.example/l%C3%A4den' } });
    await ada.saves({ siteUrl: before.siteUrl });
  });

  test('say who changed them last and when, whatever the caller claims', async () => {
    const grace = await agentOf(system, 'grace');
    const claimed = { changedBy: { name: 'Somebody' }, changedAt: '2020-01-01T00:00:00.000Z' };
    const before = Date.parse(await system.clock(0));
    const { body } = await grace.saves({ delayMinutes: 10, ...claimed });
    const { changedBy, changedAt } = body as { changedBy: unknown; changedAt: string };
    expect(changedBy).toEqual({ name: 'Grace' });
    expect(Date.parse(changedAt)).toBeGreaterThanOrEqual(before);
    await ada.call('POST', '/v1/admin/continuous-conversations/disable');
    expect((await ada.call('GET', '/v1/admin/settings')).body).toMatchObject({ changedBy: { name: 'Ada' } });
    await ada.saves({ continuousConversations: true });
  });

  test('both switches are shown, each can be set alone, and one call switches both off', async () => {
    const off = await ada.call('POST', '/v1/admin/continuous-conversations/disable');
    expect(off).toMatchObject({ status: 200, body: { settings: { continuousConversations: false } } });
    const active = async (): Promise<boolean | undefined> => {
      const { body } = await ada.call('GET', '/v1/admin/triggers');
      return (body as { triggers: { id: string; active: boolean }[] }).triggers.find(
        (one) => one.id === 'request-email',
      )?.active;
    };
    expect(await active()).toBe(false);
    await ada.saves({ continuousConversations: true });
    expect(await active()).toBe(true);
    await ada.call('PUT', '/v1/admin/triggers/request-email', { active: false, texts: {} });
    expect(await active()).toBe(false);
    expect((await ada.call('GET', '/v1/admin/settings')).body).toMatchObject({ continuousConversations: true });
    await ada.call('PUT', '/v1/admin/triggers/request-email', { active: true, texts: {} });
  });

  test('the address is asked for once, after five idle seconds, and confirmed', async () => {
    const anon = await visitorOf(system);
    const idle = (): Promise<Answer> => anon.call('POST', `/v1/visitor/conversations/${anon.conversation}/idle`);
    expect(await idle()).toMatchObject({ status: 200, body: { message: null } });
    await system.clock(6);
    const asked = await idle();
    expect(asked).toMatchObject({
      status: 200,
      body: { message: { kind: 'request-email', author: { kind: 'system' } } },
    });
    expect((await idle()).body).toEqual(asked.body);
    expect(await anon.gives('vera@bücher.example')).toMatchObject({
      body: { visitor: { email: 'vera@xn--bcher-kva.example', emailShown: 'vera@bücher.example' } },
    });
    expect((await anon.messages()).map((one) => one.kind)).toEqual([undefined, 'request-email', 'email-confirmation']);
    expect((await anon.messages()).at(-1)?.text).toContain('vera@bücher.example');
  });

  test('outside operating hours the widget says when we are back, and one automatic voice speaks', async () => {
    const closed = { sun: [], mon: [] };
    await ada.saves({ hours: closed });
    await ada.call('PUT', '/v1/admin/triggers/away-message', { active: true, texts: { en: 'Back soon' } });
    expect((await ada.call('GET', '/v1/admin/triggers')).body).toMatchObject({ conflict: { with: 'away-message' } });
    expect((await system.request('GET', '/v1/widget')).body).toMatchObject({ offline: true });
    const anon = await visitorOf(system);
    const idle = (): Promise<Answer> => anon.call('POST', `/v1/visitor/conversations/${anon.conversation}/idle`);
    await system.clock(6);
    await idle();
    await idle();
    expect((await anon.messages()).map((one) => one.kind)).toEqual([undefined, 'request-email']);
    await anon.writes('Hello?');
    await system.clock(6);
    await idle();
    expect((await anon.messages()).at(-1)).toMatchObject({ kind: 'away', text: 'Back soon' });
    await ada.saves({ hours: null });
    await ada.call('PUT', '/v1/admin/triggers/away-message', { active: false, texts: {} });
  });
});
