import type { InboundAttachment } from '../../../functions/domain/email/attachments.ts';
import { storeReceived } from '../../../functions/domain/files/store-received.ts';

const photo: InboundAttachment = {
  filename: 'photo.png',
  contentType: 'image/png',
  size: 3,
  inline: true,
  dangerous: false,
  content: Buffer.from('png'),
};
const macro: InboundAttachment = {
  filename: 'bill.docm',
  contentType: 'application/vnd.ms-word',
  size: 4,
  inline: false,
  dangerous: true,
  content: Buffer.from('docm'),
};

function bucket(): {
  readonly objects: Map<string, string>;
  put(key: string, body: Uint8Array | string): Promise<void>;
} {
  const objects = new Map<string, string>();
  return {
    objects,
    put: (key, body) => {
      objects.set(key, Buffer.from(body).toString());
      return Promise.resolve();
    },
  };
}

test('what came with a mail is stored under its id and described for the message, in the order of the mail', async () => {
  const files = bucket();
  const [first, second] = await storeReceived(files, 'hash', [photo, macro]);
  const id: unknown = expect.stringMatching(/^[a-z2-7]{26}$/);
  expect(first).toEqual({ id, filename: 'photo.png', contentType: 'image/png', size: 3, inline: true });
  expect(second).toEqual({
    id,
    filename: 'bill.docm',
    contentType: 'application/vnd.ms-word',
    size: 4,
    dangerous: true,
  });
  expect([...files.objects]).toEqual([
    [`attachments/${first?.id ?? ''}`, 'png'],
    [`attachments/${second?.id ?? ''}`, 'docm'],
  ]);
});

test('a mail that is taken in again overwrites the same objects and leaves no others behind', async () => {
  const files = bucket();
  const once = await storeReceived(files, 'hash', [photo, macro, photo]);
  expect(await storeReceived(files, 'hash', [photo, macro, photo])).toEqual(once);
  expect(files.objects.size).toBe(3);
});

test.each([
  ['another mail', 'other hash', photo],
  ['a mail of the same hash with other bytes', 'hash', { ...photo, content: Buffer.from('gif') }],
])('%s never overwrites a file', async (_, hash, attachment) => {
  const files = bucket();
  await storeReceived(files, 'hash', [photo]);
  await storeReceived(files, hash, [attachment]);
  expect(files.objects.size).toBe(2);
});

test('a file that could not be stored fails the mail, so that it is tried again', async () => {
  const broken = { put: () => Promise.reject(new Error('s3 is away')) };
  await expect(storeReceived(broken, 'hash', [photo])).rejects.toThrow('s3 is away');
});
