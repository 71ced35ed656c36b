import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { regions } from '../../lib/regions.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/deploying.md'), 'utf8');

test('the guide names the Regions that a deployment is allowed into, and no other', () => {
  const [, section = ''] = /\n## Regions\n(.*?)\n## /s.exec(guide) ?? [];
  const named = [...section.matchAll(/`([a-z]{2}-[a-z]+-\d)`/g)].map(([, region]) => region);
  expect(named.sort()).toEqual([...regions].sort());
});
