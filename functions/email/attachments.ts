import { cleanText } from './reply/clean-text.ts';
import { Meter } from './reply/meter.ts';
import type { MailPart } from './mail.ts';

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

const mostAttachments = 25;
const mostAttachmentBytes = 20 * 1024 * 1024;

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
  const attachments: InboundAttachment[] = [];
  let bytes = 0;
  for (const part of sent) {
    bytes += part.content.length;
    if (attachments.length === mostAttachments || bytes > mostAttachmentBytes) break;
    attachments.push(inboundAttachment(part, knownImages));
  }
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

const extensions: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'text/calendar': 'ics',
  'text/html': 'html',
};

/** Keeps the extension, by which a person knows what it is; the name before it may be cut. */
export function safeFilename(part: Pick<MailPart, 'filename' | 'contentType'>): string {
  const meter = new Meter();
  const given = cleanText((part.filename ?? '').slice(0, 2000), meter);
  const name = (given.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\s\u200b-\u200f\ufeff]{1,2000}/g, ' ')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[. ]{1,2000}/, '')
    .replace(/[. ]{1,2000}$/, '');
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  const stem = Array.from(name.slice(0, name.length - extension.length))
    .slice(0, 100)
    .join('');
  if (stem !== '') return `${/^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(stem) ? '_' : ''}${stem}${extension}`;
  const known = extensions[part.contentType];
  return `${part.contentType === 'message/rfc822' ? 'message' : 'attachment'}${known === undefined ? '' : `.${known}`}`;
}

const dangerousExtensions = new Set(
  (
    'ade adp apk app appx asp bas bat cer chm cmd com cpl crt csh dll dmg docm dotm exe fxp gadget hlp hta htm html img inf ins iso isp jar jnlp js ' +
    'jse ksh lib lnk mad maf mag mam mde mdb mdt mdw mdz msc msh msi msix msp mst nsh ops pcd pif pkg potm ppam ppsm pptm prf prg ps1 ps2 ' +
    'psc1 psd1 psm1 py pyw reg scf scr sct sh shb shs svg svgz swf sys url vb vbe vbs vhd vhdx vxd wsc wsf wsh xhtml xlam xll xlsm xltm xsl'
  ).split(' '),
);

function isDangerous(filename: string, contentType: string): boolean {
  const extension = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase();
  return (
    dangerousExtensions.has(extension) ||
    /^(?:text\/html|image\/svg|application\/(?:x-msdownload|x-sh|javascript|xhtml|hta))/.test(contentType)
  );
}
