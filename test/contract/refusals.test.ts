import { setTimeout as wait } from 'node:timers/promises';
import { EngineClient, EngineRefusal } from '../../local/dynamodb/engine-client.ts';
import type { JsonObject } from '../../local/json.ts';
import { startEngine } from '../setup/dynamodb-engine.ts';
import { describeOnEmulator } from '../setup/emulator.ts';
import type { Engine } from '../setup/engine-client.ts';
import { startMiniStack } from '../setup/ministack.ts';
import { counts } from './refusals/counts.ts';
import { emptyKeys } from './refusals/empty-keys.ts';
import { expressions } from './refusals/expressions.ts';
import { keyLengths } from './refusals/key-lengths.ts';
import { miniStackTakes } from './refusals/ministack-differences.ts';
import { bytes, key, texts } from './refusals/refused-call.ts';
import type { KnownCall } from './refusals/refused-call.ts';
import { sizes } from './refusals/sizes.ts';
import { values } from './refusals/values.ts';

const known = [...emptyKeys, ...values, ...sizes, ...expressions, ...counts, ...keyLengths];

/*
 * What DynamoDB refuses is refused on this machine as well, whoever refuses it: the engine or what stands before it. And what it takes is
 * taken.
 */
describe('the bundled DynamoDB engine', () => answersLikeDynamoDb(startEngine, new Map()));
describeOnEmulator('the DynamoDB of MiniStack', () => answersLikeDynamoDb(startMiniStack, miniStackTakes));

/** `differences` are calls that the engine is known to take although DynamoDB refuses them, by their titles. */
function answersLikeDynamoDb(start: () => Promise<Engine>, differences: ReadonlyMap<string, string>): void {
  let engine: Engine;
  let client: EngineClient;
  beforeAll(async () => {
    engine = await start();
    client = new EngineClient(engine.endpoint);
    await createTables(client);
  });
  afterAll(() => engine.stop());

  const isDifferent = ({ title }: KnownCall): boolean => differences.has(title);
  const named = (calls: readonly KnownCall[]): [string, KnownCall][] => calls.map((one) => [one.title, one]);

  test.each(named(known.filter((one) => !isDifferent(one))))('%s', async (_, { operation, input, answer }) => {
    const given = await answerOf(client, operation, input);
    if (answer === 'taken') expect(given).toBe('taken');
    else {
      expect(given).toMatchObject({ message: expect.stringMatching(answer.says) as string });
      expect(answer.refused).toContain((given as EngineRefusal).name);
    }
  });

  if (differences.size > 0) {
    test.each(named(known.filter(isDifferent)))('unlike DynamoDB still takes %s', async (_, { operation, input }) => {
      expect(await answerOf(client, operation, input)).toBe('taken');
    });

    test('is known to differ in nothing that no test asks', () => {
      const titles = known.map(({ title }) => title);
      expect([...differences.keys()].filter((title) => !titles.includes(title))).toEqual([]);
    });
  }
}

test('no two calls have the same title', () => {
  expect(new Set(known.map(({ title }) => title)).size).toBe(known.length);
});

async function answerOf(client: EngineClient, operation: string, input: JsonObject): Promise<EngineRefusal | 'taken'> {
  try {
    await client.table(operation, input);
    return 'taken';
  } catch (error) {
    if (error instanceof EngineRefusal) return error;
    throw error;
  }
}

async function createTables(client: EngineClient): Promise<void> {
  await createTable(client, {
    name: texts,
    keys: ['pk', 'sk'],
    type: 'S',
    index: { name: 'places', keys: ['shelf', 'place'] },
  });
  await createTable(client, { name: bytes, keys: ['key'], type: 'B', index: { name: 'marks', keys: ['mark'] } });
  const large = { ...key('large'), a: { S: 'x'.repeat(409_000) } };
  const greatest = { ...key('greatest'), n: { N: '9.9E+125' } };
  for (const Item of [large, greatest]) await client.table('PutItem', { TableName: texts, Item });
}

interface Layout {
  readonly name: string;
  readonly keys: readonly string[];
  readonly type: 'S' | 'B';
  readonly index: { readonly name: string; readonly keys: readonly string[] };
}

async function createTable(client: EngineClient, { name, keys, type, index }: Layout): Promise<void> {
  const schema = (attributes: readonly string[]): JsonObject[] =>
    attributes.map((AttributeName, place) => ({ AttributeName, KeyType: place === 0 ? 'HASH' : 'RANGE' }));
  await client.table('CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schema(keys),
    AttributeDefinitions: [...keys, ...index.keys].map((AttributeName) => ({ AttributeName, AttributeType: type })),
    GlobalSecondaryIndexes: [
      { IndexName: index.name, KeySchema: schema(index.keys), Projection: { ProjectionType: 'ALL' } },
    ],
  });
  const isActive = async (): Promise<boolean> => {
    const { Table } = await client.table('DescribeTable', { TableName: name });
    return (Table as JsonObject).TableStatus === 'ACTIVE';
  };
  while (!(await isActive())) await wait(5);
}
