import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionName } from '../../lib/function-names.ts';
import { buildFunctions } from '../../scripts/build-functions.ts';

describe('bundling functions', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bundles-'));
    mkdirSync(join(folder, 'source'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, code: string) => writeFileSync(join(folder, 'source', name), code);
  const read = (path: string) => readFileSync(join(folder, 'target', path), 'utf8');
  const bundle = (...names: FunctionName[]) =>
    buildFunctions({ source: join(folder, 'source'), target: join(folder, 'target'), names });

  test('makes of each entry point a folder of its own with an ES module that exports the handler', async () => {
    write('shared.ts', 'export const answer: number = 42;');
    write('realtime.ts', "import { answer } from './shared.ts'; export const handler = (): number => answer;");
    write('sweep-overdue.ts', "import { answer } from './shared.ts'; export const handler = (): number => -answer;");

    const { functions } = await bundle('realtime', 'sweep-overdue');

    expect(Object.keys(functions)).toEqual(['realtime', 'sweep-overdue']);
    expect(functions.realtime?.folder).toBe(join(folder, 'target/realtime'));
    for (const name of ['realtime', 'sweep-overdue']) {
      expect(readdirSync(join(folder, 'target', name))).toEqual(['index.mjs']);
      expect(read(`${name}/index.mjs`)).toMatch(/export\{\w+ as handler\}/);
    }
  });

  test('keeps what is imported late out of what every start loads', async () => {
    const late = `export const text = '${'late '.repeat(1000)}';`;
    write('late.ts', late);
    write('realtime.ts', "export const handler = async () => (await import('./late.ts')).text;");

    const { functions } = await bundle('realtime');

    const { startBytes, totalBytes } = functions.realtime!;
    expect(startBytes).toBeLessThan(1000);
    expect(totalBytes).toBeGreaterThan(late.length);
    const files = readdirSync(join(folder, 'target/realtime'));
    expect(files).toEqual(['index.mjs', expect.stringMatching(/^late-\w+\.mjs$/)]);
    expect(totalBytes).toBe(files.reduce((sum, file) => sum + read(`realtime/${file}`).length, 0));
  });

  test('leaves nothing of a former bundle behind', async () => {
    write('late.ts', 'export const value = 1;');
    write('realtime.ts', "export const handler = async () => (await import('./late.ts')).value;");
    await bundle('realtime');
    write('realtime.ts', 'export const handler = () => 2;');
    await bundle('realtime');
    expect(readdirSync(join(folder, 'target/realtime'))).toEqual(['index.mjs']);
  });

  test('fails where entry points are missing, and names them all', async () => {
    write('realtime.ts', 'export const handler = () => 1;');
    await expect(bundle('realtime', 'agent-api', 'visitor-api')).rejects.toThrow(/: agent-api, visitor-api$/);
  });

  test('fails where one does not compile, and says where', async () => {
    write('realtime.ts', 'export const handler = (');
    await expect(bundle('realtime')).rejects.toThrow(/realtime\.ts:1:24: ERROR: /);
  });
});
