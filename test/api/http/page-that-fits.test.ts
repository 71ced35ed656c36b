import { pageThatFits } from '../../../functions/api/http/page-that-fits.ts';
import type { Attachment } from '../../../functions/domain/records/message.ts';
import { told } from '../../setup/scene.ts';

const file = (index: number): Attachment => ({
  id: `a${index}`,
  filename: 'f.pdf',
  contentType: 'application/pdf',
  size: 1,
});
const page = (count: number, text: string, files = 0) =>
  told(
    ...Array.from({ length: count }, (_, minute) => {
      const attachments = Array.from({ length: files }, (_, index) => file(index));
      return [minute, { text, attachments }] as const;
    }),
  ).messages;

test('a page of ordinary messages is whole', () => {
  expect(pageThatFits(page(200, 'Hello '.repeat(200)))).toHaveLength(200);
  expect(pageThatFits([])).toEqual([]);
});

test.each([
  ['the longest texts', page(200, '語'.repeat(50_000))],
  ['many files', page(200, 'Hello', 25)],
])('a page of %s ends where an answer of Lambda would be too large', (_, messages) => {
  const fitting = pageThatFits(messages);
  expect(fitting.length).toBeGreaterThan(10);
  expect(fitting.length).toBeLessThan(150);
  expect(fitting).toEqual(messages.slice(0, fitting.length));
});

test('one message is a page, however large', () => {
  expect(pageThatFits(page(2, '語'.repeat(2_000_000)))).toHaveLength(1);
});
