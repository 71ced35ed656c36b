import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Attachment } from '../../contract/messages.ts';
import { locale } from '../console/language.ts';
import { plainName } from '../shared/display-text.ts';
import { fileSize, safeUrl } from '../shared/files.ts';
import { IconShape } from '../shared/icon.tsx';
import { clipIcon, warningIcon } from '../shared/icons.ts';
import { texts } from './texts/texts.ts';

interface MessageFilesProps {
  readonly files: readonly Attachment[];
  /** Gives an address of the file that is still good, fetched anew if need be; undefined if there is none. */
  readonly addressOf: (file: Attachment) => Promise<string | undefined>;
}

/** The address of what has none. */
const nowhere = safeUrl();

/** The kinds of pictures that every browser shows and that hold no scripts. */
const pictures = /^image\/(png|jpeg|gif|webp|avif)$/u;

/** The files of a message: pictures small, everything by name and size, dangerous kinds marked. */
export function MessageFiles({ files, addressOf }: MessageFilesProps): JSX.Element | null {
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          <FileLink file={file} addressOf={addressOf} />
        </li>
      ))}
    </ul>
  );
}

interface FileLinkProps extends Pick<MessageFilesProps, 'addressOf'> {
  readonly file: Attachment;
}

function FileLink({ file, addressOf }: FileLinkProps): JSX.Element {
  const t = texts();
  const [isGone, setGone] = useState(false);
  const [isUnshown, setUnshown] = useState(false);
  const isDangerous = file.dangerous === true;
  const name = plainName(file.filename);
  const address = safeUrl(file.url);
  const isPicture = !isDangerous && !isUnshown && address !== nowhere && pictures.test(file.contentType);

  async function open(event: MouseEvent): Promise<void> {
    event.preventDefault();
    const fresh = safeUrl(await addressOf(file).catch(() => undefined));
    setGone(fresh === nowhere);
    if (fresh === nowhere) return;
    const link = document.createElement('a');
    Object.assign(link, { href: fresh, target: '_blank', rel: 'noopener noreferrer', download: name });
    link.click();
  }

  return (
    <>
      <a
        class={isPicture ? 'file picture' : isDangerous ? 'file dangerous' : 'file'}
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        download={name}
        onClick={(event) => void open(event)}
      >
        {isPicture && <img src={address} alt="" loading="lazy" decoding="async" onError={() => setUnshown(true)} />}
        <span class="file-words">
          <IconShape shape={isDangerous ? warningIcon : clipIcon} />
          <bdi>{name}</bdi>
          <span class="size">{fileSize(file.size, locale.value)}</span>
        </span>
      </a>
      {isDangerous && <p class="file-warning">{t.files.dangerousHint}</p>}
      {isGone && (
        <p class="problem" role="alert">
          {t.files.gone}
        </p>
      )}
    </>
  );
}
