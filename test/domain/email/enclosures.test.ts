import { enclosable, enclosuresOf } from '../../../functions/domain/notification/enclosures.ts';
import type { Attachment, Message } from '../../../functions/domain/records/message.ts';

const file = (id: string, kilobytes: number, change: Partial<Attachment> = {}): Attachment => ({
  id,
  filename: `${id}.pdf`,
  contentType: 'application/pdf',
  size: kilobytes * 1024,
  ...change,
});
const idsOf = (attachments: readonly { readonly id: string }[]): readonly string[] => attachments.map(({ id }) => id);

describe('of the files of unread messages go along with their e-mail', () => {
  test.each<[string, readonly Attachment[], readonly string[]]>([
    ['all while they are small', [file('a', 100), file('b', 200)], ['a', 'b']],
    ['up to 5 MB in all', [file('a', 5 * 1024)], ['a']],
    ['not one of more', [file('a', 5 * 1024 + 1)], []],
    ['those that still fit beside a large one', [file('a', 4000), file('b', 4000), file('c', 100)], ['a', 'c']],
    ['none that can run something', [file('a', 1, { dangerous: true }), file('b', 1)], ['b']],
  ])('%s', (_, attachments, ids) => {
    expect(idsOf(enclosable(attachments))).toEqual(ids);
  });
});

test('a file that cannot be had stays behind, and the others go along', async () => {
  const messages = [{ attachments: [file('a', 1), file('gone', 1)] }, { attachments: [file('slow', 1), file('b', 1)] }];
  const files = {
    get: (id: string) => {
      if (id === 'slow') return Promise.reject(new Error('took too long'));
      return Promise.resolve(id === 'gone' ? undefined : Buffer.from(id));
    },
  };
  const enclosures = await enclosuresOf(files, messages as unknown as readonly Message[]);
  expect(enclosures).toEqual([
    { id: 'a', filename: 'a.pdf', contentType: 'application/pdf', content: Buffer.from('a') },
    { id: 'b', filename: 'b.pdf', contentType: 'application/pdf', content: Buffer.from('b') },
  ]);
});
