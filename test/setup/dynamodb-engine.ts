import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { ConversationTable } from '../../lib/conversation-table.ts';
import { freePort } from '../../local/free-port.ts';

export interface Engine {
  readonly client: DynamoDBClient;
  /** Another empty table with the keys and indexes of the deployed one. */
  readonly newTable: () => Promise<string>;
  readonly stop: () => void;
}

/** A real DynamoDB engine in memory: the one that comes with the project, or that of DYNAMODB_ENDPOINT. */
export async function startEngine(): Promise<Engine> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const port = await freePort();
  const engine =
    given === undefined
      ? spawn(binary(), ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' })
      : undefined;
  const client = new DynamoDBClient({
    endpoint: given ?? `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 20,
  });
  const layout = deployedLayout();
  let tables = 0;
  return {
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
    stop: () => {
      client.destroy();
      engine?.kill();
    },
  };
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

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(import.meta.filename).resolve(`${name}/package.json`)), 'dynoxide');
}
