import { parseArgs } from 'node:util';
import { instantOf } from '../functions/domain/instant.ts';
import { auditTable } from './audit/audit-table.ts';
import { dynamoDbItems } from './audit/dynamodb-items.ts';
import { counted } from './audit/finding.ts';
import { openLocalTable } from './audit/local-table.ts';

/*
 * `npm run audit`: reads a table, writes nothing, and says what of it breaks a promise of docs/guarantees.md.
 * Ends with 1 if something does, with 2 if the table could not be read.
 */

const usage = 'npm run audit -- (--table NAME [--region REGION] | --local FOLDER|URL) [--units-per-second 50]';
const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

try {
  process.exitCode = await audit(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
  process.exitCode = 2;
}

async function audit(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      table: { type: 'string' },
      region: { type: 'string' },
      local: { type: 'string' },
      'units-per-second': { type: 'string', default: '50' },
    },
  });
  const unitsPerSecond = Number(values['units-per-second']);
  if (!(unitsPerSecond > 0)) throw new Error('--units-per-second must be a number above 0');
  if ((values.table === undefined) === (values.local === undefined)) throw new Error('Which table?');

  if (values.table !== undefined) {
    const client = values.region === undefined ? {} : { region: values.region };
    const table = dynamoDbItems({ tableName: values.table, client, unitsPerSecond });
    return report(await auditTable(table, () => instantOf(new Date())));
  }
  const local = await openLocalTable(values.local ?? '');
  try {
    const client = { endpoint: local.endpoint, region: 'us-east-1', credentials: localCredentials };
    const table = dynamoDbItems({ tableName: local.name, client, unitsPerSecond: Number.POSITIVE_INFINITY });
    return report(await auditTable(table, () => instantOf(new Date(local.now()))));
  } finally {
    await local.close();
  }
}

function report({ findings, items, conversations }: Awaited<ReturnType<typeof auditTable>>): number {
  for (const { rule, conversationId, detail } of findings) {
    process.stdout.write(`${rule}  ${conversationId}  ${detail}\n`);
  }
  const looked = `${counted(conversations, 'conversation')} (${counted(items, 'item')})`;
  process.stdout.write(`${counted(findings.length, 'finding')} in ${looked}\n`);
  return findings.length === 0 ? 0 : 1;
}
