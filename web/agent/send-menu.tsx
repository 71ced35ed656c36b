import type { JSX } from 'preact';
import { IconShape } from '../shared/icon.tsx';
import { downIcon } from '../shared/icons.ts';
import { texts } from './texts/texts.ts';

const choices = ['solved', 'pending'] as const;

interface SendMenuProps {
  readonly isDisabled: boolean;
  readonly onSend: (andThen: (typeof choices)[number]) => void;
}

/** Beside the button that sends: sends, and says how the conversation stands then. It closes when one leaves it. */
export function SendMenu({ isDisabled, onSend }: SendMenuProps): JSX.Element {
  const t = texts();
  return (
    <details
      class="send-menu"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) currentTarget.open = false;
      }}
      onKeyDown={(event) => {
        const { currentTarget } = event;
        if (event.key !== 'Escape' || !currentTarget.open) return;
        event.stopPropagation();
        currentTarget.open = false;
        currentTarget.querySelector('summary')?.focus();
      }}
    >
      <summary class="button primary" title={t.sendMore}>
        <IconShape shape={downIcon} />
      </summary>
      <div>
        {choices.map((one) => (
          <button key={one} type="button" class="button" disabled={isDisabled} onClick={() => onSend(one)}>
            {t.sendAnd[one]}
          </button>
        ))}
      </div>
    </details>
  );
}
