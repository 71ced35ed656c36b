import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { consoleTexts } from '../console/texts.ts';
import { Refusal } from '../shared/call.ts';
import type { AdminModel } from './admin-model.ts';
import { texts } from './texts/texts.ts';

interface TestEmailProps {
  readonly model: AdminModel;
  readonly tag: string;
}

type State =
  | { readonly kind: 'idle' | 'sending' | 'failed' }
  | { readonly kind: 'sent'; readonly to: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Sends the saved e-mail to an address of the admin's choice, and says in their words what became of it. */
export function TestEmail({ model, tag }: TestEmailProps): JSX.Element {
  const t = texts();
  const [to, setTo] = useState('');
  const [state, setState] = useState<State>({ kind: 'idle' });
  const isBad = state.kind === 'refused' || state.kind === 'failed';

  async function send(): Promise<void> {
    setState({ kind: 'sending' });
    try {
      await model.sendTestEmail(to.trim(), tag);
      setState({ kind: 'sent', to: to.trim() });
    } catch (error) {
      setState(error instanceof Refusal ? { kind: 'refused', refusal: error } : { kind: 'failed' });
    }
  }

  return (
    <form
      class="asking"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (to.trim() !== '' && state.kind !== 'sending') void send();
      }}
    >
      <label for="test-to">{t.testTo}</label>
      <div class="line">
        <input
          id="test-to"
          class="input asked"
          type="email"
          dir="ltr"
          autocomplete="email"
          aria-invalid={isBad}
          aria-describedby="test-hint test-state"
          value={to}
          onInput={(event) => {
            setTo(event.currentTarget.value);
            setState({ kind: 'idle' });
          }}
        />
        <button type="submit" class="button" aria-disabled={to.trim() === '' || state.kind === 'sending'}>
          {t.sendTest}
        </button>
      </div>
      <p class="quiet field-hint" id="test-hint">
        {t.testHint}
      </p>
      <p id="test-state" role="status" class={isBad ? 'problem' : 'done'}>
        {state.kind === 'sent' && t.testSent(state.to)}
        {state.kind === 'failed' && consoleTexts().failed}
        {state.kind === 'refused' && wordsOf(state.refusal)}
      </p>
    </form>
  );
}

function wordsOf({ code, detail }: Refusal): string {
  const t = texts();
  switch (code) {
    case 'email_not_ascii':
      return t.testProblems.email_not_ascii(/“(.+)”/u.exec(detail)?.[1] ?? '');
    case 'email_invalid':
    case 'email_unknown':
      return t.testProblems[code];
    case 'email_refused':
      return t.testProblems.email_refused(detail);
    default:
      return consoleTexts().failed;
  }
}
