import { createHash } from 'node:crypto';
import { idOfBytes } from '../../../contract/id-alphabet.ts';
import type { InboundAttachment } from '../email/attachments.ts';
import type { Attachment } from '../records/message.ts';
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

/** The same for the same file of the same mail, so that a mail that is taken in again has it once. */
function idOf(mailHash: string, index: number, content: Uint8Array): string {
  const contentHash = createHash('sha256').update(content).digest('hex');
  const digest = createHash('sha256').update(`${mailHash}\n${index}\n${contentHash}`).digest();
  return idOfBytes(digest);
}
