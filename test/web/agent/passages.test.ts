import { areWholeText } from '../../../web/agent/passages.ts';

test.each([
  ['only passages', 'In October.\n\nReplaced, please.', true],
  ['passages with other line breaks', 'In October.  \r\n\r\nReplaced, please.', true],
  ['a greeting before them', 'Hello!\n\nIn October.\n\nReplaced, please.', false],
  ['a passage missing', 'In October.', false],
])('%s: nothing is hidden: %s', (_what, text, whole) => {
  expect(areWholeText([{ text: 'In October.' }, { text: 'Replaced, please.' }], text)).toBe(whole);
});
