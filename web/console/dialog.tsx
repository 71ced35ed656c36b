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

/**
 * A modal dialog; Escape, the button and a click beside it close it, and focus goes back to where it was. Text that is marked
 * beyond its edge is no such click.
 */
export function Dialog({ title, size = 'usual', onClose, children }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => {
      // It was taken away without having been closed.
      if (document.activeElement === document.body) before?.focus();
    };
  }, []);
  return (
    <dialog
      class={`dialog ${size}`}
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget && pressed.current === target) currentTarget.close();
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
