import { setTimeout as wait } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConversationTable } from '../../lib/conversation-table.ts';

/** A DynamoDB engine under test. */
export interface Engine {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** Another empty table with the keys and indexes of the deployed one. */
  readonly newTable: () => Promise<string>;
  /** Also lets go of everything that was started for it. */
  readonly stop: () => Promise<void>;
}

/** The engine that answers at an endpoint; `stop` ends it. */
export function engineAt(endpoint: string, stop: () => Promise<void>): Engine {
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 20,
  });
  const layout = deployedLayout();
  let tables = 0;
  return {
    endpoint,
    client,
    newTable: async () => {
      const TableName = `test-${process.pid}-${(tables += 1)}`;
      await client.send(new CreateTableCommand({ ...layout, TableName }));
      for (;;) {
        const { Table } = await client.send(new DescribeTableCommand({ TableName }));
        if (Table?.TableStatus === 'ACTIVE') return TableName;
        await wait(5);
      }
    },
    stop: async () => {
      client.destroy();
      await stop();
    },
  };
}

/** Resolves once something answers at a URL. Rejects after a long while. */
export async function untilAnswered(url: string): Promise<void> {
  for (let tries = 0; tries < 3000; tries += 1) {
    try {
      await fetch(url);
      return;
    } catch {
      await wait(10);
    }
  }
  throw new Error(`Nothing answers at ${url}`);
}

/** Keys and indexes as the stack has them. */
function deployedLayout(): Omit<CreateTableCommandInput, 'TableName'> {
  const stack = new Stack(new App(), 'Layout');
  new ConversationTable(stack, 'Data');
  const [table] = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::GlobalTable')) as {
    Properties: CreateTableCommandInput;
  }[];
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = table!.Properties;
  return { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode: 'PAY_PER_REQUEST' };
}
