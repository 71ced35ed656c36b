import type { JSX } from 'preact';
import { Dialog } from './dialog.tsx';
import { consoleTexts } from './texts.ts';

interface ConfirmDialogProps {
  /** What is about to be done; also what the button says. */
  readonly title: string;
  readonly question: string;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function ConfirmDialog({ title, question, onYes, onClose }: ConfirmDialogProps): JSX.Element {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{question}</p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          {consoleTexts().cancel}
        </button>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            onYes();
            onClose();
          }}
        >
          {title}
        </button>
      </div>
    </Dialog>
  );
}
