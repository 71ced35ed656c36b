import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconShape } from '../shared/icon.tsx';
import { closeIcon } from '../shared/icons.ts';
import { consoleTexts } from './texts.ts';

interface DialogProps {
  readonly title: string;
  readonly size?: 'usual' | 'wide';
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A modal dialog; Escape, the button and a click beside it close it, and focus goes back to where it was. */
export function Dialog({ title, size = 'usual', onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      class={`dialog ${size}`}
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <div class="dialog-head">
        <h2 id={id}>{title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={consoleTexts().close}
          onClick={() => dialog.current?.close()}
        >
          <IconShape shape={closeIcon} size={20} />
        </button>
      </div>
      <div class="dialog-body">{children}</div>
    </dialog>
  );
}
