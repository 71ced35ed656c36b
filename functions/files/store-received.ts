import { createHash } from 'node:crypto';
import type { Attachment } from '../records/message.ts';
import type { InboundAttachment } from '../email/attachments.ts';
import type { Files } from './files.ts';
import { attachmentKey } from './object-keys.ts';

/**
 * Stores what came with a mail and returns it as a message's attachments, in the mail's order. Ids come from the mail's
 * hash, the place in the mail and the content: whoever repeats this overwrites the same objects with the same bytes, and
 * another mail can never replace them. Throws when a file could not be stored; the mail is then to be tried again.
 */
export async function storeReceived(
  files: Pick<Files, 'put'>,
  mailHash: string,
  attachments: readonly InboundAttachment[],
): Promise<readonly Attachment[]> {
  return Promise.all(
    attachments.map(async ({ filename, contentType, size, inline, dangerous, content }, index) => {
      const id = idOf(mailHash, index, content);
      await files.put(attachmentKey(id), content, contentType);
      return {
        id,
        filename,
        contentType,
        size,
        ...(inline ? { inline: true } : {}),
        ...(dangerous ? { dangerous: true } : {}),
      };
    }),
  );
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** 26 characters of `a-z2-7`, like every other id. */
function idOf(mailHash: string, index: number, content: Uint8Array): string {
  const contentHash = createHash('sha256').update(content).digest('hex');
  const digest = createHash('sha256').update(`${mailHash}\n${index}\n${contentHash}`).digest();
  return Array.from(digest.subarray(0, 26), (byte) => alphabet[byte & 31]).join('');
}
