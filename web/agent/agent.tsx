import { signal, useSignalEffect } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { createSignIn } from '../console/sign-in.ts';
import { SignInScreen } from '../console/sign-in-screen.tsx';
import { consoleTexts } from '../console/texts.ts';
import { Refusal } from '../shared/call.ts';
import { texts } from './texts/texts.ts';
import { startWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';
import { WorkspaceView } from './workspace-view.tsx';

/** The agent workspace: `/agent`. */

const signIn = createSignIn('agent');
const workspace = signal<Workspace | null>(null);
const refused = signal<'not-allowed' | 'failed' | null>(null);

function Page(): JSX.Element {
  useSignalEffect(() => {
    if (signIn.state.value === 'signed-in' && workspace.peek() === null) void begin();
  });
  if (refused.value !== null) {
    return (
      <main class="sign-in">
        <div class="sign-in-card">
          <h1>{texts().title}</h1>
          <p role="alert">
            {refused.value === 'not-allowed' ? consoleTexts().notAllowed : consoleTexts().signInFailed}
          </p>
          <button type="button" class="button" onClick={signIn.signOut}>
            {consoleTexts().tryAgain}
          </button>
        </div>
      </main>
    );
  }
  if (workspace.value !== null) return <WorkspaceView workspace={workspace.value} onSignOut={signIn.signOut} />;
  return <SignInScreen signIn={signIn} title={texts().title} asAdmin={false} />;
}

async function begin(): Promise<void> {
  try {
    workspace.value = await startWorkspace(signIn);
  } catch (error) {
    refused.value = error instanceof Refusal && error.status === 403 ? 'not-allowed' : 'failed';
  }
}

document.title = texts().title;
render(<Page />, document.body);
void signIn.start();
