import { isDangerous } from '../../../contract/dangerous-files.ts';
import type { MailPart } from './mail.ts';
import { safeFilename } from './safe-filename.ts';

export interface InboundAttachment {
  /** Safe to show and to save: no path, no control characters, never empty. */
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  /** Stood in the text, as an image does. */
  readonly inline: boolean;
  /** Can run or hide something; to be marked, never to be opened by a page. */
  readonly dangerous: boolean;
  readonly content: Uint8Array;
}

/** Their sizes need no limit: SES takes mails of 40 MB at most, and all of such a one is in memory before. */
const mostAttachments = 25;

/** Parts that machines read: signatures of a signed mail, its keys, and the reports of a bounce. */
const machineParts =
  /^(?:application\/(?:x-)?pkcs7-(?:signature|mime)|application\/pgp-(?:signature|encrypted|keys)|message\/(?:global-)?(?:delivery-status|feedback-report|disposition-notification)|text\/rfc822-headers)$/;

/**
 * The parts that a person sent along. An image that stood only in the quoted part or in a signature is left out: it is a logo that
 * came back. `shownImages` are the content ids in what was kept, `knownImages` all that the HTML names.
 */
export function attachmentsOf(
  parts: readonly MailPart[],
  shownImages: ReadonlySet<string>,
  knownImages: ReadonlySet<string>,
): { readonly attachments: readonly InboundAttachment[]; readonly leftOut: number } {
  const sent = parts.filter((part) => {
    if (machineParts.test(part.contentType)) return false;
    const { contentId } = part;
    if (contentId === undefined || part.disposition === 'attachment') return true;
    return !knownImages.has(contentId) || shownImages.has(contentId);
  });
  const attachments = sent.slice(0, mostAttachments).map((part) => inboundAttachment(part, knownImages));
  return { attachments, leftOut: sent.length - attachments.length };
}

function inboundAttachment(part: MailPart, knownImages: ReadonlySet<string>): InboundAttachment {
  const filename = safeFilename(part);
  return {
    filename,
    contentType: /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(part.contentType)
      ? part.contentType
      : 'application/octet-stream',
    size: part.content.length,
    inline: part.disposition === 'inline' || (part.contentId !== undefined && knownImages.has(part.contentId)),
    dangerous: isDangerous(filename, part.contentType),
    content: part.content,
  };
}
