import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { settingsKey, triggerKey } from '../functions/aws/table/keys.ts';
import { firstSettings, firstTrigger } from '../functions/domain/settings/settings.ts';
import type { Settings } from '../functions/domain/settings/settings.ts';
import { readIfThere, writeAtomically } from './disk/atomic-file.ts';
import type { EngineClient } from './dynamodb/engine-client.ts';
import type { JsonObject } from './json.ts';

export interface FirstSettingsOptions {
  readonly engine: EngineClient;
  readonly tableName: string;
  readonly companyName: string;
  /** The runner's origin. */
  readonly publicUrl: string;
  /** Remembers the origin of the last run. */
  readonly file: string;
}

/**
 * At the first start the feature is on, so that nobody has to find the switch before they see it work. Later runs change
 * nothing, but for the site's address: if that still is the runner's own, it follows the runner to another port.
 */
export async function putFirstSettings(options: FirstSettingsOptions): Promise<void> {
  const { engine, tableName, companyName, publicUrl, file } = options;
  const former = (await readIfThere(file))?.toString();
  const stored = await storedSettings(options);
  const put = (item: object): Promise<unknown> =>
    engine.table('PutItem', { TableName: tableName, Item: marshall(item) as unknown as JsonObject });
  const putSettings = (data: Settings): Promise<unknown> =>
    put({ ...settingsKey, type: 'settings', version: data.version, data });

  if (stored === undefined) {
    const company = { name: companyName, siteUrl: `${publicUrl}/`, allowedOrigins: [publicUrl] };
    const trigger = { ...firstTrigger('request-email'), active: true };
    await put({ ...triggerKey('request-email'), type: 'trigger', data: trigger });
    await putSettings({
      ...firstSettings(company),
      version: 1,
      continuousConversations: true,
      timeZone: 'Europe/Berlin',
    });
  } else if (former !== undefined && former !== publicUrl) {
    const moved = {
      ...stored,
      siteUrl: stored.siteUrl === `${former}/` ? `${publicUrl}/` : stored.siteUrl,
      allowedOrigins: stored.allowedOrigins.map((origin) => (origin === former ? publicUrl : origin)),
    };
    if (JSON.stringify(moved) !== JSON.stringify(stored)) await putSettings({ ...moved, version: stored.version + 1 });
  }
  writeAtomically(file, publicUrl);
}

async function storedSettings({ engine, tableName }: FirstSettingsOptions): Promise<Settings | undefined> {
  const input = { TableName: tableName, Key: marshall(settingsKey) as unknown as JsonObject, ConsistentRead: true };
  const { Item: item } = await engine.table('GetItem', input);
  if (item === undefined) return undefined;
  return unmarshall(item as unknown as Record<string, AttributeValue>).data as Settings;
}
