import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashed } from '../../lib/site-upload.ts';
import { isUploaded } from '../../local/gateway/site-files.ts';
import { buildWidget } from '../../scripts/build-widget.ts';
import { partModule } from '../../scripts/widget-parts.ts';

describe('the built widget', () => {
  let directory: string;
  let files: readonly string[];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'widget-'));
    await buildWidget(directory);
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length));
  });

  afterAll(() => rm(directory, { recursive: true }));

  test('is a loader under a stable name, and files that browsers may keep for ever', () => {
    const kept = files.filter((file) => isUploaded(`widget${file}`, ['*'], [hashed]));
    expect(files.filter((file) => !kept.includes(file))).toEqual(['/loader.js']);
    expect(kept.length).toBeGreaterThan(10);
  });

  test('has a loader that leads to the panel beside it', async () => {
    const loader = await readFile(join(directory, 'loader.js'), 'utf8');
    const panel = files.find((file) => file.endsWith('/panel.js')) ?? '';
    expect(loader).toContain(JSON.stringify(panel.slice(1)));
  });

  test('is the same in every build', async () => {
    const again = await mkdtemp(join(tmpdir(), 'widget-'));
    await buildWidget(again);
    expect((await readdir(again)).sort()).toEqual((await readdir(directory)).sort());
    await rm(again, { recursive: true });
  });
});

describe('a part of the panel', () => {
  test('is a function of what the panel hands over', async () => {
    const text = await partModule(
      'import{useState as s}from"kit";import{jsx}from"kit";var p=()=>jsx(s);export{p as default};\n',
    );
    expect(text).toMatch(
      /^export default kit=>\{const s=kit\[\d+\];const jsx=kit\[\d+\];var p=\(\)=>jsx\(s\);return p\}$/,
    );
  });

  test('may use nothing that the panel does not hand over', async () => {
    await expect(partModule('import{useEverything as u}from"kit";export{u as default};')).rejects.toThrow(
      'parts/kit.ts does not hand over useEverything',
    );
  });
});
