import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../../domain/instant.ts';
import type { Company } from '../../domain/settings/settings.ts';
import type { Table } from '../../domain/table/table.ts';
import { agentStore } from './agents.ts';
import { canaryStore } from './canary.ts';
import { commitWrites } from './commit-writes.ts';
import { connectionStore } from './connections.ts';
import { conversationStore } from './conversations.ts';
import { mailStore } from './mail.ts';
import { notificationStore } from './notifications.ts';
import { replayStore } from './replay.ts';
import { settingsStore } from './settings.ts';
import { tableItems } from './table-items.ts';
import { uploadStore } from './uploads.ts';
import { visitorStore } from './visitors.ts';

export interface DynamoDbTableOptions {
  readonly tableName: string;
  readonly now: () => Instant;
  /** What the settings are while no admin has saved any. */
  readonly company: Company;
  readonly client?: DynamoDBClient;
}

/** The single table in DynamoDB. */
export function dynamoDbTable({ tableName, now, company, client = new DynamoDBClient() }: DynamoDbTableOptions): Table {
  const items = tableItems({ client, tableName, now });
  return {
    commit: (writes) => commitWrites({ client, tableName, now: now() }, writes),
    ...conversationStore(items),
    ...visitorStore(items),
    ...agentStore(items),
    ...notificationStore(items),
    ...mailStore(items),
    ...uploadStore(items),
    ...settingsStore(items, company),
    ...canaryStore(items),
    ...replayStore(items),
    ...connectionStore(items),
  };
}
