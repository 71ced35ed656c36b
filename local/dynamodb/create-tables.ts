import { setTimeout as wait } from 'node:timers/promises';
import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Resource, Resources } from '../synthesis/template.ts';
import { EngineRefusal } from './engine-client.ts';
import type { EngineClient } from './engine-client.ts';

/** The table was created by another version of the stack. */
export class TableChangedError extends Error {
  override readonly name = 'TableChangedError';
}

/**
 * Creates the template's tables that are not there yet. Throws TableChangedError when one is there with other keys or
 * indexes, which nobody migrates here.
 */
export async function createTables(engine: EngineClient, resources: Resources): Promise<void> {
  for (const table of resources.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
    const existing = await describe(engine, table.ref);
    if (existing === undefined) await create(engine, table);
    else if (layout(existing) !== layout(table.properties)) {
      throw new TableChangedError(`The data were created with another layout of the table. Start anew with --fresh.`);
    }
  }
}

async function create(engine: EngineClient, { ref, properties }: Resource): Promise<void> {
  const stream = objectOf(properties.StreamSpecification);
  await engine.table('CreateTable', {
    TableName: ref,
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: indexes(properties),
    // CloudFormation takes a view type as switching it on.
    StreamSpecification: stream.StreamViewType && { StreamEnabled: true, StreamViewType: stream.StreamViewType },
  });
  for (;;) {
    const status = textOf((await describe(engine, ref))?.TableStatus);
    if (status === 'ACTIVE') break;
    await wait(10);
  }
  const timeToLive = objectOf(properties.TimeToLiveSpecification);
  if (textOf(timeToLive.Enabled) !== 'true') return;
  await engine.table('UpdateTimeToLive', {
    TableName: ref,
    TimeToLiveSpecification: { AttributeName: timeToLive.AttributeName, Enabled: true },
  });
}

async function describe(engine: EngineClient, name: string): Promise<JsonObject | undefined> {
  try {
    return objectOf((await engine.table('DescribeTable', { TableName: name })).Table);
  } catch (error) {
    if (error instanceof EngineRefusal && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** Without what a global table may say of capacity and replicas. */
function indexes(properties: JsonObject): Json[] | undefined {
  const all = listOf(properties.GlobalSecondaryIndexes).filter(isObject);
  return all.length === 0
    ? undefined
    : all.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));
}

/** Keys and indexes as a text that is equal for equal ones. */
function layout(described: JsonObject): string {
  const keys = (schema: Json | undefined): string =>
    listOf(schema)
      .map((key) => `${textOf(objectOf(key).KeyType)}:${textOf(objectOf(key).AttributeName)}`)
      .join();
  const all = listOf(described.GlobalSecondaryIndexes).map(objectOf);
  const described_ = all.map((index) => `${textOf(index.IndexName)}(${keys(index.KeySchema)})${projection(index)}`);
  return [keys(described.KeySchema), ...described_.sort()].join(';');
}

function projection(index: JsonObject): string {
  const { ProjectionType, NonKeyAttributes } = objectOf(index.Projection);
  const attributes = listOf(NonKeyAttributes).map((attribute) => textOf(attribute) ?? '');
  return `${textOf(ProjectionType)}[${attributes.sort().join()}]`;
}
