import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { functionNames, type FunctionName } from '../../lib/function-names.ts';
import { functionVariables } from '../../lib/function-variables.ts';
import { buildFunctions, type BuiltFunction } from '../../scripts/build-functions.ts';

/**
 * What a cold start may load, in bytes. The SDK's core and DynamoDB are 195,000 of it, whatever we write. Raise a budget
 * only for what the function needs at every start; what it needs now and then is imported late.
 */
const budgets: Record<FunctionName, number> = {
  'visitor-api': 290_000,
  'agent-api': 320_000,
  realtime: 220_000,
  'follow-changes': 273_000,
  'publish-events': 20_000,
  'check-unread': 345_000,
  'sweep-overdue': 220_000,
  'receive-email': 450_000,
  'record-email-event': 230_000,
  'run-canary': 225_000,
  'activate-receipt-rules': 175_000,
};

const variables = [...new Set(Object.values(functionVariables).flat())];

describe('the bundles that are deployed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deployed-'));
  let built: Partial<Record<FunctionName, BuiltFunction>>;

  beforeAll(async () => {
    built = (await buildFunctions({ target: folder })).functions;
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(functionNames)('%s starts within its budget', (name) => {
    const { startBytes, packages } = built[name]!;
    const greatest = packages.slice(0, 10).map(([one, bytes]) => `${one} ${bytes}`);
    expect({ within: startBytes <= budgets[name], startBytes, greatest }).toMatchObject({ within: true });
  });

  test.each(functionNames)('%s looks for credentials in its environment and nowhere else', (name) => {
    const named = built[name]!.packages.map(([one]) => one);
    expect(named.filter((one) => /credential-provider|nested-clients|token-providers/.test(one))).toEqual([]);
  });

  test.each(functionNames)('%s is given the variables that it reads, and no other', (name) => {
    const code = readdirSync(join(folder, name))
      .map((file) => readFileSync(join(folder, name, file), 'utf8'))
      .join('\n');
    const reads = variables.filter((variable) => new RegExp(`["'\`]${variable}["'\`]`).test(code));
    expect([...functionVariables[name]].sort()).toEqual(reads.sort());
    // One is told its rule set by CloudFormation, and one what it needs by the stream.
    expect(reads.includes('TABLE_NAME')).toBe(name !== 'activate-receipt-rules' && name !== 'publish-events');
  });

  test.each(functionNames)('%s loads as it is with what the stack tells it, and exports a handler', (name) => {
    const program = `process.stdout.write(typeof (await import('${join(folder, name, 'index.mjs')}')).handler)`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      env: {
        NODE_NO_WARNINGS: '1',
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        ...Object.fromEntries(functionVariables[name].map((variable) => [variable, 'https://example.com'])),
      },
    });
    expect({ stdout, stderr }).toEqual({ stdout: 'function', stderr: '' });
  });
});
