import type { JSX } from 'preact';
import { plainName } from './display-text.ts';
import { Icon } from './icons.tsx';
import type { Attachment } from './wire.ts';

/** Files of a message, as links that save them. */
export function AttachmentList({
  attachments,
  locale,
}: {
  readonly attachments: readonly Attachment[];
  readonly locale: string;
}): JSX.Element | null {
  if (attachments.length === 0) return null;
  return (
    <ul class="attachments">
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <a href={safeUrl(attachment.url)} target="_blank" rel="noopener noreferrer" download={attachment.filename}>
            <Icon name="attach" />
            <bdi>{plainName(attachment.filename)}</bdi>
            <span class="size">{fileSize(attachment.size, locale)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Only what leads to a server: never `javascript:` or `data:`. */
function safeUrl(url = ''): string {
  return /^(https?:\/\/|\/)/u.test(url) ? url : '#';
}

/** `340 kB`, `1.2 MB` */
export function fileSize(bytes: number, locale: string): string {
  const [amount, unit] =
    bytes < 1000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(
    amount,
  );
}
