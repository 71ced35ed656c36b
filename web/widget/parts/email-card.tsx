import type { JSX } from 'preact';
import { useLayoutEffect, useId, useRef, useState } from 'preact/hooks';
import { Refusal } from '../../shared/call.ts';
import { IconShape } from '../../shared/icon.tsx';
import { mailIcon } from '../../shared/icons.ts';
import { addressProblem } from './address.ts';
import type { AddressProblem } from './address.ts';
import { useWords } from '../words.ts';
import type { Words } from '../words.ts';

interface EmailCardProps {
  readonly email: string | null;
  /** The address is known not to work: ask for another one at once. */
  readonly isBroken: boolean;
  /** The session may not change the profile. */
  readonly isFixed: boolean;
  readonly onGive: (email: string) => Promise<void>;
  /** The form is about to go, and the focus with it. */
  readonly onDone: () => void;
}

/** Asks for the visitor's address in the conversation; afterwards says which one it is and lets them correct it. */
export function EmailCard({ email, isBroken, isFixed, onGive, onDone }: EmailCardProps): JSX.Element | null {
  const words = useWords();
  const { t } = words;
  const [isEditing, setEditing] = useState(false);
  const isAsking = isEditing || email === null || isBroken;

  function done(): void {
    onDone();
    setEditing(false);
  }

  if (isFixed && isAsking) return null;
  if (!isAsking) {
    return (
      <p class="email-known">
        <IconShape shape={mailIcon} />
        <span class="address">
          <bdi>{t.emailKnown(email)}</bdi>
        </span>
        {!isFixed && (
          <button type="button" class="text-button" onClick={() => setEditing(true)}>
            {t.emailChange}
          </button>
        )}
      </p>
    );
  }
  return (
    <EmailForm
      initial={isEditing ? (email ?? '') : ''}
      onGive={onGive}
      onDone={done}
      {...(isEditing ? { onCancel: done } : {})}
    />
  );
}

interface EmailFormProps {
  readonly initial: string;
  readonly onGive: (email: string) => Promise<void>;
  readonly onDone: () => void;
  readonly onCancel?: () => void;
}

function EmailForm({ initial, onGive, onDone, onCancel }: EmailFormProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const [typed, setTyped] = useState(initial);
  const [problem, setProblem] = useState<AddressProblem | null>(null);
  const [isSaving, setSaving] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    // Who wants another address has left the button for it; who is asked for one is doing something else.
    if (onCancel !== undefined) input.current?.focus();
  }, []);
  useLayoutEffect(() => {
    if (problem !== null) said.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);

  async function save(): Promise<void> {
    if (isSaving) return;
    setSaving(true);
    setProblem(null);
    try {
      await onGive(typed.trim());
      onDone();
    } catch (error) {
      setProblem(addressProblem(error instanceof Refusal ? error.code : '', typed));
      input.current?.focus();
    } finally {
      setSaving(false);
    }
  }

  return (
    <form
      class="email-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label for={`${id}-email`}>{t.emailLabel}</label>
      <div class="field">
        <input
          ref={input}
          id={`${id}-email`}
          type="email"
          name="email"
          autocomplete="email"
          inputMode="email"
          maxLength={254}
          dir="ltr"
          value={typed}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-problem`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button" aria-disabled={isSaving}>
          {isSaving ? t.emailSaving : t.emailSave}
        </button>
      </div>
      <p class="problem" ref={said} id={`${id}-problem`} role="alert">
        {problem !== null && problemText(problem, words)}
      </p>
      {onCancel !== undefined && (
        <button type="button" class="text-button" onClick={onCancel}>
          {t.cancel}
        </button>
      )}
    </form>
  );
}

function problemText(problem: AddressProblem, { t }: Words): string {
  switch (problem.kind) {
    case 'invalid':
      return t.emailInvalid;
    case 'not-ascii':
      return t.emailNotAscii(problem.character);
    case 'undeliverable':
      return t.emailUndeliverable;
    case 'not-now':
      return t.emailNotNow;
  }
}
