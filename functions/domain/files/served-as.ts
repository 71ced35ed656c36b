import type { Attachment } from '../records/message.ts';

/** What a browser shows as a picture and never runs. */
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The type under which a file is handed out: no page, script or drawing ever comes from where files lie. */
export function servedType(contentType: string): string {
  return pictures.includes(contentType) ? contentType : 'application/octet-stream';
}

/**
 * The Content-Disposition under which a file is saved and not opened: its name twice, in ASCII for old programs and whole
 * (RFC 6266 section 4.1, RFC 8187). Neither can end the header or the parameter.
 */
export function savedAs({ filename }: Pick<Attachment, 'filename'>): string {
  const plain = filename
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9 ._()+-]/gu, '_');
  // A lone surrogate cannot be encoded.
  const whole = encodeURIComponent(Buffer.from(filename).toString()).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
