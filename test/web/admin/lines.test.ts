import { runInNewContext } from 'node:vm';
import { embedCode } from '../../../web/admin/embed-code.ts';
import { linesOf } from '../../../web/admin/lines.ts';

test('each line that says something counts, without the space around it', () => {
  expect(linesOf(' https://a.example \n\n\thttps://b.example\n')).toEqual(['https://a.example', 'https://b.example']);
});

test('the code to embed queues what is called before the loader is there', () => {
  const code = embedCode('https://chat.example');
  expect(code).toContain('<script src="https://chat.example/widget/loader.js" async></script>');
  const script = /<script>([^]*?)<\/script>/.exec(code)?.[1] ?? '';
  const window: { ContinuousChat?: { q: unknown[] } } = {};
  runInNewContext(script, Object.assign(window, { window }));
  expect(JSON.stringify(window.ContinuousChat?.q)).toBe('[["boot",{}]]');
});
