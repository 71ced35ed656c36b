import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agentRoutes, visitorRoutes } from '../../functions/routes.ts';

const chapters = readFileSync(join(import.meta.dirname, '../../docs/api.md'), 'utf8').split(/^## /m);

/** What is said of the visitors', the agents' or the admins' calls. */
function saidOf(path: string): string {
  const titles = { visitor: 'Visitor', widget: 'Visitor', email: 'Links in e-mails', agent: 'Agent', admin: 'Admin' };
  const [, of = ''] = /^\/v1\/(\w+)/.exec(path) ?? [];
  return chapters.find((chapter) => chapter.startsWith(`${titles[of as keyof typeof titles]}\n`)) ?? '';
}

test.each([...visitorRoutes, ...agentRoutes].filter((route) => route !== '$default'))('docs/api.md has %s', (route) => {
  const [method = '', path = ''] = route.split(' ');
  const short = path.replace(/^\/v1\/\w+\/conversations\/\{id\}/, '…/{id}');
  const escaped = [path, short].map((one) => one.replace(/[{}]/g, '\\$&')).join('|');
  expect(saidOf(path)).toMatch(new RegExp(`\`${method} (?:${escaped})[\`?]`));
});
