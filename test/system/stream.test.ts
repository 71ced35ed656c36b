import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { agentOf } from './agent.ts';
import { arm, disarm } from './control.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { asVisitor, visitorOf } from './visitor.ts';

let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());
afterEach(() => disarm(system));

const delay = 11 * 60;

/** Puts a conversation into the table that nothing can be made of. */
async function plantUnreadable(): Promise<void> {
  const { body } = await system.request('GET', '/__local/table');
  const { endpoint, name } = body as { endpoint: string; name: string };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const Item = { pk: { S: 'CONV#unreadable' }, sk: { S: 'META' }, type: { S: 'conversation' } };
  await client.send(new PutItemCommand({ TableName: name, Item }));
  client.destroy();
}

test('a change that cannot be followed ends as a dead letter, and everybody else gets their e-mail on time', async () => {
  const ada = await agentOf(system);
  const emails = Array.from({ length: 8 }, (_, index) => `beside${index}@example.org`);
  const visitors = await Promise.all(emails.map((email) => visitorOf(system, { email })));
  await plantUnreadable();
  for (const { conversation } of visitors) await ada.answers(conversation, 'Answer');
  await system.clock(delay);
  for (const email of emails) expect(await system.mailbox(email)).toHaveLength(1);
  await system.clock(3600);
  const letters = (await system.deadLetters()).filter(({ queue }) => queue.toLowerCase().includes('change'));
  expect(letters.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
    { DDBStreamBatchInfo: { batchSize: 1 } },
  ]);
});

test('an address wakes what waits for it in all conversations, even if nobody follows the change', async () => {
  const ada = await agentOf(system);
  const first = await visitorOf(system);
  const text = { clientMessageId: randomUUID(), text: 'Something else' };
  const opened = await first.call('POST', '/v1/visitor/conversations', text);
  const { conversation } = opened.body as { conversation: { id: string } };
  const second = asVisitor(system, first.id, first.token, conversation.id);
  for (const one of [first, second]) await ada.answers(one.conversation, `Answer in ${one.conversation}`);
  await system.clock(delay);
  await arm(system, { service: 'stream', operation: '*', mode: 'drop', times: 1000 });
  await first.gives('two.conversations@example.org');
  await system.clock(8 * 60);
  const texts = (await system.mailbox('two.conversations@example.org')).map((mail) => mail.text);
  expect(texts).toHaveLength(2);
  for (const one of [first, second]) expect(texts.join()).toContain(`Answer in ${one.conversation}`);
});
