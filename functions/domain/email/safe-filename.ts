import { cleanText } from './reply/clean-text.ts';
import { Meter } from './reply/meter.ts';

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

/**
 * A name that is safe to show and to save: no path, no control or bidi characters, never empty. Keeps the extension, by
 * which a person knows what it is; the name before it may be cut.
 */
export function safeFilename(file: { readonly filename: string | undefined; readonly contentType: string }): string {
  const meter = new Meter();
  const given = cleanText((file.filename ?? '').slice(0, 2000), meter);
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
  const known = extensions[file.contentType];
  return `${file.contentType === 'message/rfc822' ? 'message' : 'attachment'}${known === undefined ? '' : `.${known}`}`;
}
