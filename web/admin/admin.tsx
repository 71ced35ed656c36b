import { signal, useSignalEffect } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { language } from '../console/language.ts';
import { problemOf, ProblemScreen } from '../console/problem-screen.tsx';
import type { Problem } from '../console/problem-screen.tsx';
import { createSignIn } from '../console/sign-in.ts';
import { SignInScreen } from '../console/sign-in-screen.tsx';
import { consoleTexts } from '../console/texts.ts';
import { createAdminApi } from './admin-api.ts';
import { createAdminModel } from './admin-model.ts';
import { AdminView } from './admin-view.tsx';
import { chooseLanguage, loadTexts, texts } from './texts/texts.ts';

/** The admin page: `/admin`. */

const signIn = createSignIn('admin');
const model = createAdminModel(createAdminApi(signIn.call, () => language.value, signIn.clock.now));
const phase = signal<'waiting' | 'ready' | Problem>('waiting');

function Page(): JSX.Element {
  const title = consoleTexts().adminPage;
  useSignalEffect(() => {
    if (signIn.state.value === 'signed-in' && phase.peek() === 'waiting') void begin();
  });
  switch (phase.value) {
    case 'waiting':
      return <SignInScreen signIn={signIn} title={title} asAdmin={true} onLanguage={chooseLanguage} />;
    case 'ready':
      return <AdminView model={model} onSignOut={signIn.signOut} />;
    case 'no-answer':
      return <ProblemScreen problem="no-answer" title={title} what={texts().noSettings} onSignOut={signIn.signOut} />;
    default:
      return <ProblemScreen problem={phase.value} title={title} onSignOut={signIn.signOut} />;
  }
}

async function begin(): Promise<void> {
  try {
    await loadTexts();
    await model.load();
    phase.value = 'ready';
  } catch (error) {
    phase.value = problemOf(error);
  }
}

// On their way while the admin signs in; whoever needs them waits for them, and says so if they do not come.
loadTexts().catch(() => undefined);
render(<Page />, document.body);
void signIn.start();
