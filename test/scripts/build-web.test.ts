import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWeb } from '../../scripts/build-web.ts';

test('who reads the pages while others build them finds every file whole', async () => {
  const { directory } = await buildWeb();
  const whole = await pageIn(directory);
  let builds = 6;
  const built = Promise.all(Array.from({ length: builds }, () => buildWeb().finally(() => (builds -= 1))));
  let different = 0;
  while (builds > 0) if ((await pageIn(directory)) !== whole) different += 1;
  await built;
  expect(different).toBe(0);
});

/** The mailbox, the script and the style that it names, and the loader. */
async function pageIn(directory: string): Promise<string> {
  const html = await readFile(join(directory, 'local', 'mailbox.html'), 'utf8');
  const named = [...html.matchAll(/"(\/local\/[^"]+\.(?:js|css))"/gu)].map(([, path = '']) => path);
  expect(named).toHaveLength(2);
  const files = await Promise.all(
    ['/widget/loader.js', ...named].map((path) => readFile(join(directory, path), 'utf8')),
  );
  return [html, ...files].join('');
}
