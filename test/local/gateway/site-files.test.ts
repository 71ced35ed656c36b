import { isUploaded } from '../../../local/gateway/site-files.ts';

const hashed = '*-[A-Z0-9][A-Z0-9].*';

test.each([
  ['agent/index.html', [], [], true],
  ['agent/index.html', ['*'], [], false],
  ['agent/page-A7.js', ['*'], [hashed], true],
  ['agent/page-a7.js', ['*'], [hashed], false],
  ['agent/page-A7.js', [hashed, 'widget/loader.js'], [], false],
  ['widget/loader.js', [hashed, 'widget/loader.js'], [], false],
  ['widget/loaders.js', [hashed, 'widget/loader.js'], [], true],
])('%s without %j but with %j is uploaded: %s', (key, exclude, include, expected) => {
  expect(isUploaded(key, exclude, include)).toBe(expected);
});
