import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { hashed } from '../../lib/site-upload.ts';
import { isUploaded } from '../../local/gateway/site-files.ts';
import { buildWidget } from '../../scripts/build-widget.ts';

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

  test('has a loader that leads to the panel, and what that shares with its parts, beside it', async () => {
    const loader = await readFile(join(directory, 'loader.js'), 'utf8');
    const folder = dirname(files.find((file) => file.endsWith('/panel.js')) ?? '').slice(1);
    expect(loader).toContain(folder);
    expect(files).toContain(`/${folder}/shared.js`);
  });

  test('has no file that several share but the one that the loader fetches: another could not be had again once it had failed', async () => {
    const sources = files.filter((file) => file.endsWith('.js') && file !== '/loader.js');
    const texts = await Promise.all(sources.map((file) => readFile(join(directory, file), 'utf8')));
    const imported = texts.flatMap((text) => [...text.matchAll(/\bfrom"([^"]+)"/gu)].map(([, path]) => path));
    expect(new Set(imported)).toEqual(new Set(['./shared.js']));
  });

  test('is the same in every build', async () => {
    const again = await mkdtemp(join(tmpdir(), 'widget-'));
    await buildWidget(again);
    expect((await readdir(again)).sort()).toEqual((await readdir(directory)).sort());
    await rm(again, { recursive: true });
  });
});
