import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { JSX } from 'preact';
import { problemOf, ProblemScreen } from '../console/problem-screen.tsx';
import type { Problem } from '../console/problem-screen.tsx';
import { createSignIn } from '../console/sign-in.ts';
import { SignInScreen } from '../console/sign-in-screen.tsx';
import { consoleTexts } from '../console/texts.ts';
import { chooseLanguage, loadTexts } from './texts/texts.ts';
import { startWorkspace } from './workspace.ts';
import type { Workspace } from './workspace.ts';
import { WorkspaceView } from './workspace-view.tsx';

/** The agent workspace: `/agent`. */

const signIn = createSignIn('agent');
const workspace = signal<Workspace | null>(null);
const problem = signal<Problem | null>(null);

function Page(): JSX.Element {
  const title = consoleTexts().agentPage;
  if (problem.value !== null) return <ProblemScreen problem={problem.value} title={title} onSignOut={signIn.signOut} />;
  if (workspace.value !== null) return <WorkspaceView workspace={workspace.value} onSignOut={signIn.signOut} />;
  return <SignInScreen signIn={signIn} title={title} asAdmin={false} onLanguage={chooseLanguage} />;
}

effect(() => {
  if (signIn.state.value === 'signed-in' && workspace.peek() === null) void begin();
});

async function begin(): Promise<void> {
  try {
    await loadTexts();
    workspace.value = await startWorkspace(signIn);
  } catch (error) {
    problem.value = problemOf(error);
  }
}

// On their way while the agent signs in; whoever needs them waits for them, and says so if they do not come.
loadTexts().catch(() => undefined);
document.title = consoleTexts().agentPage;
render(<Page />, document.body);
void signIn.start();
