import type { JSX } from 'preact';
import { Dialog } from '../console/dialog.tsx';
import { texts } from './texts/texts.ts';

interface HelpDialogProps {
  readonly lettersOn: boolean;
  readonly onLetters: (isOn: boolean) => void;
  readonly onClose: () => void;
}

/** The keyboard shortcuts, and the switch that turns those of one letter off. */
export function HelpDialog({ lettersOn, onLetters, onClose }: HelpDialogProps): JSX.Element {
  const t = texts();
  return (
    <Dialog title={t.help} onClose={onClose}>
      <dl class="shortcuts">
        {t.shortcuts.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="switch-line">
        <input
          type="checkbox"
          role="switch"
          class="switch"
          checked={lettersOn}
          onChange={(event) => onLetters(event.currentTarget.checked)}
        />
        {t.shortcutsOn}
      </label>
    </Dialog>
  );
}
