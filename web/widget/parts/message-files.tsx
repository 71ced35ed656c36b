import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Attachment } from '../../../contract/messages.ts';
import { plainName } from '../../shared/display-text.ts';
import { fileSize, safeUrl } from '../../shared/files.ts';
import { IconShape } from '../../shared/icon.tsx';
import { clipIcon } from '../../shared/icons.ts';
import { useWords } from '../words.ts';

export interface MessageFilesProps {
  readonly files: readonly Attachment[];
  /** Gives the file's present address if the one shown may have run out. */
  readonly renew?: (file: Attachment) => Promise<string | undefined> | undefined;
}

/** The files of a message: pictures as pictures, everything else as links that save it. */
export function MessageFiles({ files, renew }: MessageFilesProps): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <ul class="attachments">
      {files.map((file) => (
        <li key={file.id}>
          <MessageFile file={file} renew={renew} />
        </li>
      ))}
    </ul>
  );
}

interface MessageFileProps {
  readonly file: Attachment;
  readonly renew: MessageFilesProps['renew'];
}

function MessageFile({ file, renew }: MessageFileProps): JSX.Element {
  const { t, locale } = useWords();
  const { url, contentType, dangerous, size } = file;
  /** The page's policy may forbid it, or its address have run out. */
  const [isHidden, setHidden] = useState(false);
  const isPicture = /^image\/(png|jpeg|gif|webp)$/u.test(contentType) && url && !dangerous && !isHidden;
  const name = plainName(file.filename);

  function open(event: Event): void {
    const renewed = renew?.(file);
    if (renewed === undefined) return;
    event.preventDefault();
    renewed.then(
      // It is saved, not shown, so the page stays.
      (fresh) => location.assign(safeUrl(fresh)),
      () => undefined,
    );
  }

  return (
    <a
      class={isPicture ? 'picture' : 'file'}
      {...(url === undefined ? {} : { href: safeUrl(url) })}
      target="_blank"
      rel="noopener noreferrer"
      download={name}
      onClick={open}
    >
      {isPicture ? (
        <img src={safeUrl(url)} alt={name} loading="lazy" onError={() => setHidden(true)} />
      ) : (
        <>
          <IconShape shape={clipIcon} />
          <bdi>{name}</bdi>
          <span class="size">{fileSize(size, locale)}</span>
        </>
      )}
      {dangerous && <strong class="problem">{t.dangerous}</strong>}
    </a>
  );
}
