import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let db: DynamoDBClient;
beforeEach(async () => {
  machine = await startSmallMachine();
  db = new DynamoDBClient(machine.clients);
});
afterEach(() => machine.remove());

async function put(pk: string, n: number, more: Record<string, string> = {}): Promise<void> {
  const texts = { pk, sk: String(n), type: 'followed', ...more };
  const Item: Record<string, AttributeValue> = { n: { N: String(n) } };
  for (const [name, value] of Object.entries(texts)) Item[name] = { S: value };
  await db.send(new PutItemCommand({ TableName: 'Small-Table', Item }));
}

interface StreamRecord {
  readonly eventName: string;
  readonly eventSource: string;
  readonly dynamodb: {
    readonly Keys: { readonly pk: { readonly S: string } };
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime: number;
    readonly NewImage?: { readonly n: { readonly N: string } };
    readonly OldImage?: object;
  };
}

async function batches(): Promise<StreamRecord[][]> {
  return (await machine.journal('follower')).map(({ event }) => event.Records as unknown as StreamRecord[]);
}

/** Numbers of the items that the function was given, of one partition, in their order. */
async function given(pk: string): Promise<number[]> {
  const records = (await batches()).flat().filter(({ dynamodb }) => dynamodb.Keys.pk.S === pk);
  return records.map(({ dynamodb }) => Number(dynamodb.NewImage?.n.N));
}

async function letters(): Promise<object[]> {
  const all = (await (await machine.control('GET', 'dead-letters')).json()) as { queue: string; body: string }[];
  return all.filter(({ queue }) => queue === 'stream-letters').map(({ body }) => JSON.parse(body) as object);
}

describe('a change of the table', () => {
  test('reaches the function as Lambda gives it, and what the filter leaves out does not', async () => {
    await put('a', 1);
    await put('a', 2, { type: 'ignored' });
    await db.send(
      new UpdateItemCommand({
        TableName: 'Small-Table',
        Key: { pk: { S: 'a' }, sk: { S: '1' } },
        UpdateExpression: 'SET extra = :x',
        ExpressionAttributeValues: { ':x': { S: 'y' } },
      }),
    );
    const now = await machine.advance(0);
    const records = (await batches()).flat();
    expect(records).toMatchObject([
      { eventName: 'INSERT', eventSource: 'aws:dynamodb', eventVersion: '1.1', awsRegion: 'us-east-1' },
      { eventName: 'MODIFY', dynamodb: { NewImage: { extra: { S: 'y' } }, OldImage: { type: { S: 'followed' } } } },
    ]);
    expect(Math.abs(records[0]!.dynamodb.ApproximateCreationDateTime - now.getTime() / 1000)).toBeLessThan(10);
  });

  test('comes once and in order for each partition, in batches no larger than allowed', async () => {
    const partitions = ['a', 'b', 'c'];
    for (let n = 1; n <= 40; n += 1) await Promise.all(partitions.map((pk) => put(pk, n)));
    await machine.advance(0);
    const inOrder = Array.from({ length: 40 }, (_, index) => index + 1);
    for (const pk of partitions) expect(await given(pk)).toEqual(inOrder);
    expect(Math.max(...(await batches()).map((batch) => batch.length))).toBeLessThanOrEqual(10);
  });

  test('of a transaction is followed too, and settles before the clock steps', async () => {
    const item = (n: number) => ({
      Put: {
        TableName: 'Small-Table',
        Item: { pk: { S: 't' }, sk: { S: String(n) }, n: { N: String(n) }, type: { S: 'followed' } },
      },
    });
    await db.send(new TransactWriteItemsCommand({ TransactItems: [item(1), item(2)] }));
    await machine.advance(0);
    expect(await given('t')).toHaveLength(2);
  });
});

describe('a batch in which one item fails', () => {
  test('is repeated from that item on, and the item alone is given up in the end', async () => {
    for (let n = 1; n <= 5; n += 1) await put('a', n, n === 3 ? { mood: 'bad' } : {});
    await put('a', 6);
    await machine.advance(300);
    const numbers = await given('a');
    for (const n of [1, 2]) expect(numbers.filter((one) => one === n)).toHaveLength(1);
    // Bisected down to itself, then tried three times in all.
    expect(numbers.filter((one) => one === 3).length).toBeGreaterThanOrEqual(3);
    expect(numbers.lastIndexOf(6)).toBeGreaterThan(numbers.lastIndexOf(3));
    expect(await letters()).toMatchObject([
      { requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { batchSize: 1 } },
    ]);
  });
});

describe('a batch that fails', () => {
  test('is halved until what fails stands alone; everything else arrives', async () => {
    for (let n = 1; n <= 8; n += 1) await put('a', n, n === 5 ? { mood: 'terrible' } : {});
    await machine.advance(300);
    const alone = (await batches()).filter((batch) => batch.length === 1).flat();
    expect(alone.some(({ dynamodb }) => dynamodb.NewImage?.n.N === '5')).toBe(true);
    expect(new Set(await given('a'))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(await letters()).toHaveLength(1);
  });

  test('holds up its own partition and no other', async () => {
    await put('a', 1, { mood: 'terrible' });
    await machine.advance(0);
    // Of several partitions some share the lane, some do not.
    for (const pk of ['b', 'c', 'd', 'e', 'f', 'g', 'h']) await put(pk, 1);
    await put('a', 2);
    await machine.advance(0);
    expect(await given('a')).toEqual([1]);
    const arrived = await Promise.all(['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(given));
    expect(arrived.some((numbers) => numbers.length === 1)).toBe(true);
    await machine.advance(300);
    expect((await given('a')).at(-1)).toBe(2);
  });
});

test('after a restart the stream goes on where it was, without repeating what is done', async () => {
  await put('a', 1);
  await machine.advance(0);
  machine = await machine.restarted();
  db = new DynamoDBClient(machine.clients);
  await put('a', 2);
  await machine.advance(0);
  expect(await given('a')).toEqual([1, 2]);
});

test('what was not yet delivered when the machine stopped is delivered at the next start', async () => {
  await put('a', 1, { mood: 'terrible' });
  await machine.advance(0);
  await put('a', 2);
  machine = await machine.restarted();
  await machine.advance(300);
  expect((await given('a')).at(-1)).toBe(2);
});
