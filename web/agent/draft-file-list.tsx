import type { JSX } from 'preact';
import { isDangerous } from '../../contract/dangerous-files.ts';
import { locale } from '../console/language.ts';
import { consoleTexts } from '../console/texts.ts';
import { plainName } from '../shared/display-text.ts';
import { fileSize } from '../shared/files.ts';
import { IconShape } from '../shared/icon.tsx';
import { checkIcon, clipIcon, closeIcon, warningIcon } from '../shared/icons.ts';
import { mostMessageFiles } from '../../contract/limits.ts';
import type { DraftFile, DraftFiles } from './draft-files.ts';
import { texts } from './texts/texts.ts';

/** The files that go with the message that is being written, and how far each is. */
export function DraftFileList({ draft }: { readonly draft: DraftFiles }): JSX.Element | null {
  const t = texts();
  const files = draft.files.value;
  if (files.length === 0) return null;
  return (
    <div class="draft-files">
      <ul aria-label={t.files.title}>
        {files.map((file) => (
          <li key={file.key} class={`draft-file ${file.state}`}>
            <IconShape shape={isProblem(file) ? warningIcon : file.state === 'ready' ? checkIcon : clipIcon} />
            <span class="draft-file-words">
              <bdi>{plainName(file.name)}</bdi>
              <span class="quiet">
                {isProblem(file) ? t.files.problems[file.state] : fileSize(file.size, locale.value)}
              </span>
            </span>
            {file.state === 'uploading' && (
              <progress value={file.done} max={1} aria-label={t.files.uploading(plainName(file.name))} />
            )}
            {file.state === 'failed' && (
              <button type="button" class="text-button" onClick={() => draft.retry(file.key)}>
                {consoleTexts().tryAgain}
              </button>
            )}
            <button
              type="button"
              class="icon-button small"
              aria-label={t.files.remove(plainName(file.name))}
              onClick={() => draft.remove(file.key)}
            >
              <IconShape shape={closeIcon} />
            </button>
          </li>
        ))}
      </ul>
      {files.some(({ name }) => isDangerous(name)) && <p class="file-warning">{t.files.dangerousDraft}</p>}
      {draft.tooMany.value && (
        <p class="problem" role="alert">
          {t.files.tooMany(mostMessageFiles)}
        </p>
      )}
    </div>
  );
}

type Problem = DraftFile & { readonly state: 'failed' | 'refused' | 'too-large' };

function isProblem(file: DraftFile): file is Problem {
  return file.state === 'failed' || file.state === 'refused' || file.state === 'too-large';
}
