import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identityToken } from '../setup/identity-token.ts';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { mailProgram } from './mail-program.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { itemsNaming } from './stored.ts';
import { asVisitor, visitorOf } from './visitor.ts';
import type { Json, Visitor } from './visitor.ts';

const key = 'the key with which the site signs';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  await visitorOf(system);
  await system.kill();
  await setIdentityKey();
  await system.restart();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

/** As docs/one-machine.md says. */
async function setIdentityKey(): Promise<void> {
  const folder = join(system.dataFolder, 'secrets');
  const [name] = await readdir(folder);
  const file = join(folder, name!);
  const stored = JSON.parse(await readFile(file, 'utf8')) as { secretString: string };
  const keys = { ...(JSON.parse(stored.secretString) as Json), identity: key };
  await writeFile(file, JSON.stringify({ ...stored, secretString: JSON.stringify(keys) }));
}

/** The session of a user whom the site names, in a browser in which a visitor has chatted; the visitor that it is now. */
async function logsIn(sub: string, before: Visitor, claims: Json = {}): Promise<Visitor> {
  const body = { identityToken: await identityToken({ sub, ...claims }, { key, now: await system.clock(0) }) };
  const answer = await system.request('POST', '/v1/visitor/sessions', { token: before.token, body });
  expect(answer.status).toBe(201);
  const { token, visitor } = answer.body as { token: string; visitor: { id: string } };
  return asVisitor(system, visitor.id, token, before.conversation);
}

const conversationsOf = async ({ call }: Visitor): Promise<readonly string[]> =>
  ((await call('GET', '/v1/visitor/conversations')).body as { conversations: { id: string }[] }).conversations.map(
    ({ id }) => id,
  );

test('what was begun before the login, with an answer unread, goes on after it, in the chat and by e-mail', async () => {
  const anonymous = await visitorOf(system);
  await ada.answers(anonymous.conversation, 'We have it in blue.');
  const user = await logsIn('user-1', anonymous, { name: 'Vera', email: 'vera@example.org', email_verified: true });
  expect(await conversationsOf(user)).toEqual([anonymous.conversation]);
  expect((await user.messages()).map(({ text }) => text)).toEqual(['Hello', 'We have it in blue.']);
  expect(await conversationsOf(anonymous)).toEqual([]);

  await system.clock(11 * 60);
  const program = mailProgram(system, 'vera@example.org');
  expect(await system.mailbox('vera@example.org')).toHaveLength(1);
  await program.replies('Blue it is.');
  expect((await ada.messages(anonymous.conversation)).at(-1)).toMatchObject({
    text: 'Blue it is.',
    author: { kind: 'visitor', id: user.id },
  });
  expect((await ada.call('GET', `/v1/agent/conversations/${anonymous.conversation}`)).body).toMatchObject({
    conversation: { visitor: { id: user.id, name: 'Vera' } },
  });
});

test('the link of an e-mail from before the login leads back, and their answer is their own', async () => {
  const anonymous = await visitorOf(system, { email: 'bea@example.org' });
  await ada.answers(anonymous.conversation, 'It left today.', { notify: 'now' });
  await system.clock(0);
  const program = mailProgram(system, 'bea@example.org');
  const resumeToken = /#cc=([a-z2-7]+)/.exec((await program.newest()).text)![1];
  const user = await logsIn('user-2', anonymous, { email: 'bea@example.org' });
  const resumed = await system.request('POST', '/v1/visitor/sessions/resume', { body: { resumeToken } });
  expect(resumed.body).toMatchObject({ conversationId: anonymous.conversation, visitor: { id: user.id } });
  await program.replies('Thank you');
  expect((await user.messages()).at(-1)).toMatchObject({ text: 'Thank you', author: { kind: 'visitor' } });
});

test('who gave another address before the login gets their answer there', async () => {
  const anonymous = await visitorOf(system, { email: 'sister@example.org' });
  const user = await logsIn('user-3', anonymous, { email: 'cleo@example.org', email_verified: true });
  expect(await conversationsOf(user)).toEqual([]);
  await ada.answers(anonymous.conversation, 'For your sister', { notify: 'now' });
  await system.clock(0);
  expect(await system.mailbox('cleo@example.org')).toEqual([]);
  expect(await system.mailbox('sister@example.org')).toHaveLength(1);
});

test('integrators are told, and the user can be erased with it', async () => {
  const anonymous = await visitorOf(system);
  await ada.answers(anonymous.conversation, 'Good morning');
  const user = await logsIn('user-4', anonymous, { email: 'dora@example.org', email_verified: true });
  await system.clock(0);
  const told = (await system.events()).filter(({ detailType }) => detailType === 'conversation brought along');
  expect(told.at(-1)?.detail).toMatchObject({
    conversationId: anonymous.conversation,
    visitorId: user.id,
    previousVisitorId: anonymous.id,
  });
  expect((await ada.call('DELETE', `/v1/admin/visitors/${user.id}`)).status).toBeLessThan(300);
  await system.clock(0);
  expect((await ada.call('GET', `/v1/agent/conversations/${anonymous.conversation}`)).status).toBe(404);
  expect(await itemsNaming(system, [user.id, anonymous.conversation, 'dora@example.org'])).toEqual([]);
});
