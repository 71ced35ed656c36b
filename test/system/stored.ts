import { createHash } from 'node:crypto';
import { DeleteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { RunningSystem } from './running-system.ts';

/** Whatever lies in the table, with its key. */
export type Stored = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string };

async function withTable<T>(
  system: RunningSystem,
  use: (client: DynamoDBClient, TableName: string) => Promise<T>,
): Promise<T> {
  const { body } = await system.request('GET', '/__local/table');
  const { endpoint, name } = body as { endpoint: string; name: string };
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  try {
    return await use(client, name);
  } finally {
    client.destroy();
  }
}

/** Every item of the system's table, read past everything else. */
export function storedIn(system: RunningSystem): Promise<readonly Stored[]> {
  return withTable(system, async (client, TableName) => {
    const found: Stored[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
      found.push(...Items.map((item) => unmarshall(item) as Stored));
    }
    return found;
  });
}

/** Keys of the items in which one of these words is found, as it is or as the hash that keys have in place of it. */
export async function itemsNaming(system: RunningSystem, words: readonly string[]): Promise<readonly string[]> {
  const wanted = words.flatMap((word) => [word, createHash('sha256').update(word).digest('hex')]);
  const naming = (await storedIn(system)).filter((item) => wanted.some((word) => JSON.stringify(item).includes(word)));
  return naming.map(({ pk, sk }) => `${pk} ${sk}`);
}

/** Takes items out of the system's table, past everything else. */
export function takeOut(system: RunningSystem, items: readonly Stored[]): Promise<void> {
  return withTable(system, async (client, TableName) => {
    for (const { pk, sk } of items) await client.send(new DeleteItemCommand({ TableName, Key: marshall({ pk, sk }) }));
  });
}
