import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Settings, Trigger } from '../../functions/domain/settings/settings.ts';
import { startSmallMachine } from './fixture/small-machine.ts';
import type { SmallMachine } from './fixture/small-machine.ts';

let machine: SmallMachine;
beforeEach(async () => {
  machine = await startSmallMachine();
});
afterEach(() => machine.remove());

const TableName = 'Small-Table';

async function stored(sk: string): Promise<{ version?: number; data: unknown } | undefined> {
  const client = new DynamoDBClient(machine.clients);
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall({ pk: 'SETTINGS', sk }) }));
  return Item && (unmarshall(Item) as { version?: number; data: unknown });
}

async function settings(): Promise<Settings> {
  return (await stored('CURRENT'))?.data as Settings;
}

test('at the first start the feature and the trigger that asks for the address are on, the away message is not', async () => {
  expect(await stored('CURRENT')).toMatchObject({
    version: 1,
    data: {
      version: 1,
      continuousConversations: true,
      delayMinutes: 10,
      emailReplyDelayMinutes: 1,
      siteUrl: `${machine.url}/`,
      allowedOrigins: [machine.url],
      hours: null,
    },
  });
  expect((await stored('TRIGGER#request-email'))?.data).toMatchObject<Partial<Trigger>>({ active: true });
  expect(await stored('TRIGGER#away-message')).toBeUndefined();
});

test('the site follows the runner to another port, and what an admin decided stays', async () => {
  const client = new DynamoDBClient(machine.clients);
  const { url: former } = machine;
  const data = { ...(await settings()), delayMinutes: 5, allowedOrigins: [former, 'https://shop.example'] };
  await client.send(
    new PutItemCommand({ TableName, Item: marshall({ pk: 'SETTINGS', sk: 'CURRENT', version: 1, data }) }),
  );
  machine = await machine.restarted();
  expect(machine.url).not.toBe(former);
  expect(await settings()).toMatchObject({
    version: 2,
    delayMinutes: 5,
    siteUrl: `${machine.url}/`,
    allowedOrigins: [machine.url, 'https://shop.example'],
  });
});

test("a site of the operator's own is left alone", async () => {
  const client = new DynamoDBClient(machine.clients);
  const own = { siteUrl: 'https://shop.example/', allowedOrigins: ['https://shop.example'] };
  const data = { ...(await settings()), ...own };
  await client.send(
    new PutItemCommand({ TableName, Item: marshall({ pk: 'SETTINGS', sk: 'CURRENT', version: 1, data }) }),
  );
  machine = await machine.restarted();
  expect(await settings()).toMatchObject({ version: 1, ...own });
});
