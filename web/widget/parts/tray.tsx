import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { plainName } from '../../shared/display-text.ts';
import { fileSize } from '../../shared/files.ts';
import { IconShape } from '../../shared/icon.tsx';
import { clipIcon, closeIcon } from '../../shared/icons.ts';
import { mostMessageFiles } from '../../../contract/limits.ts';
import { useStore } from '../store.ts';
import { useWords } from '../words.ts';
import type { Words } from '../words.ts';
import type { FileProblem, PendingFile, PendingFiles } from './pending-files.ts';

interface TrayProps {
  readonly files: PendingFiles;
}

/** The files above the field, each with how far it is and what one can do about it. */
export function Tray({ files }: TrayProps): JSX.Element | null {
  const { t } = useWords();
  const pending = useStore(files.store);
  if (pending.files.length === 0) return null;
  return (
    <>
      <ul class="tray">
        {pending.files.map((one) => (
          <Entry key={one.key} pending={one} files={files} />
        ))}
      </ul>
      <p class="problem" role="alert">
        {pending.isOver && t.tooManyFiles(mostMessageFiles)}
      </p>
    </>
  );
}

interface EntryProps extends TrayProps {
  readonly pending: PendingFile;
}

function Entry({ pending, files }: EntryProps): JSX.Element {
  const words = useWords();
  const { t, locale } = words;
  const { key, file, state, progress, problem } = pending;
  const name = plainName(file.name);
  const row = useRef<HTMLLIElement>(null);
  // A file that was just chosen, or cannot be sent, is what one wants to see of many.
  useLayoutEffect(() => row.current?.scrollIntoView({ block: 'nearest' }), [problem]);
  return (
    <li class={state} ref={row}>
      <span class="file">
        <IconShape shape={clipIcon} />
        <bdi>{name}</bdi>
        <span class="size">{fileSize(file.size, locale)}</span>
        <button type="button" class="icon-button" aria-label={t.removeFile(name)} onClick={() => files.remove(key)}>
          <IconShape shape={closeIcon} />
        </button>
      </span>
      {state === 'uploading' && <progress aria-label={t.uploading} max={1} value={progress} />}
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problemText(problem, words)}{' '}
          {state === 'failed' && (
            <button type="button" class="text-button" onClick={() => files.retry(key)}>
              {t.tryAgain}
            </button>
          )}
        </p>
      )}
    </li>
  );
}

function problemText(problem: FileProblem, { t, locale }: Words): string {
  switch (problem) {
    case 'too-large':
      return t.fileTooLarge(fileSize(20_000_000, locale));
    case 'type':
      return t.fileTypeRefused;
    case 'upload':
      return t.uploadFailed;
  }
}
