import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Replay } from '../../contract/admin.ts';
import { consoleTexts } from '../console/texts.ts';
import type { AdminModel } from './admin-model.ts';
import { texts } from './texts/texts.ts';

interface ReplayedProps {
  readonly model: AdminModel;
  readonly delayMinutes: number;
}

type State = 'idle' | 'asking' | 'failed' | { readonly delayMinutes: number; readonly replay: Replay };

/** Says, if asked, what this delay would have meant in the last 30 days. */
export function Replayed({ model, delayMinutes }: ReplayedProps): JSX.Element {
  const t = texts();
  const [state, setState] = useState<State>('idle');
  const cannot = state === 'asking' || !(delayMinutes >= 1 && delayMinutes <= 1440);

  async function ask(): Promise<void> {
    setState('asking');
    try {
      setState({ delayMinutes, replay: await model.replay(delayMinutes) });
    } catch {
      setState('failed');
    }
  }

  return (
    <div class="line">
      <button type="button" class="button small" aria-disabled={cannot} onClick={() => !cannot && void ask()}>
        {t.replay}
      </button>
      <span role="status" class={state === 'failed' ? 'problem' : 'quiet'}>
        {state === 'failed' && consoleTexts().failed}
        {typeof state === 'object' && t.replayed(state.delayMinutes, state.replay)}
      </span>
    </div>
  );
}
