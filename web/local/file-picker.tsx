import type { JSX } from 'preact';
import { locale } from '../console/language.ts';
import { fileSize } from '../shared/files.ts';
import { plainName } from '../shared/display-text.ts';
import { IconShape } from '../shared/icon.tsx';
import { clipIcon, closeIcon } from '../shared/icons.ts';
import { texts } from './texts/texts.ts';

interface FilePickerProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

/** Files that go along, each with a way to leave it out again. The browser's own field speaks the browser's language only. */
export function FilePicker({ files, onChange }: FilePickerProps): JSX.Element {
  const t = texts();
  return (
    <div class="line files">
      <label class="button small">
        <IconShape shape={clipIcon} />
        {t.attach}
        <input
          class="hidden"
          type="file"
          multiple
          onChange={(event) => {
            onChange([...files, ...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {files.map((file, at) => (
        <span class="chip" key={`${at} ${file.name}`}>
          <bdi>{plainName(file.name)}</bdi> {fileSize(file.size, locale.value)}
          <button
            type="button"
            class="chip-close"
            aria-label={t.leaveOut(plainName(file.name))}
            onClick={() => onChange(files.filter((one) => one !== file))}
          >
            <IconShape shape={closeIcon} size={14} />
          </button>
        </span>
      ))}
    </div>
  );
}
