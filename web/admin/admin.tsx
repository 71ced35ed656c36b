import { signal, useSignalEffect } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { language } from '../console/language.ts';
import { createSignIn } from '../console/sign-in.ts';
import { SignInScreen } from '../console/sign-in-screen.tsx';
import { consoleTexts } from '../console/texts.ts';
import { Refusal } from '../shared/call.ts';
import { createAdminApi } from './admin-api.ts';
import { createAdminModel } from './admin-model.ts';
import { AdminView } from './admin-view.tsx';
import { texts } from './texts/texts.ts';

/** The admin page: `/admin`. */

const signIn = createSignIn('admin');
const model = createAdminModel(createAdminApi(signIn.call, () => language.value));
const phase = signal<'waiting' | 'ready' | 'not-allowed' | 'failed'>('waiting');

function Page(): JSX.Element {
  useSignalEffect(() => {
    if (signIn.state.value === 'signed-in' && phase.peek() === 'waiting') void begin();
    document.title = texts().title;
  });
  switch (phase.value) {
    case 'waiting':
      return <SignInScreen signIn={signIn} title={consoleTexts().adminPage} asAdmin={true} />;
    case 'ready':
      return <AdminView model={model} onSignOut={signIn.signOut} />;
    case 'not-allowed':
    case 'failed':
      return (
        <main class="sign-in">
          <div class="sign-in-card">
            <h1>{consoleTexts().adminPage}</h1>
            <p role="alert">
              {phase.value === 'not-allowed' ? consoleTexts().notAllowed : consoleTexts().signInFailed}
            </p>
            <button type="button" class="button" onClick={signIn.signOut}>
              {consoleTexts().tryAgain}
            </button>
          </div>
        </main>
      );
  }
}

async function begin(): Promise<void> {
  try {
    await model.load();
    phase.value = 'ready';
  } catch (error) {
    phase.value = error instanceof Refusal && error.status === 403 ? 'not-allowed' : 'failed';
  }
}

render(<Page />, document.body);
void signIn.start();
