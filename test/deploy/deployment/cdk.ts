import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, region } from '../emulator/emulator.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { adaptToEmulator } from '../emulator/unproven.ts';
import { command } from './command.ts';

export const stackName = 'ContinuousConversations';

/** What an operator puts into cdk.json. */
const configuration = {
  mailDomain: 'mail.chat.test',
  replyDomain: 'reply.chat.test',
  siteUrl: 'https://www.chat.test/',
  allowedOrigins: 'https://www.chat.test',
  companyName: 'Chat & Co',
};

export interface SynthesisOptions {
  /** Checkout whose stack is synthesised. */
  readonly project: string;
  readonly assembly: string;
  /** Further values of the configuration. */
  readonly context?: Readonly<Record<string, string>>;
  /** Takes functions and pages as the last build left them. */
  readonly isBuilt?: boolean;
}

/**
 * Synthesises the stack with the real command line, as docs/deploying.md says, and makes it fit the emulator. Gives a line for each edit
 * that this took: what it names is unproven.
 */
export async function synthesise(emulator: Emulator, options: SynthesisOptions): Promise<readonly string[]> {
  const { project, assembly, context = {}, isBuilt = false } = options;
  await command(
    process.execPath,
    [cdkProgram(project), 'synth', '--quiet', '--output', assembly, ...contextOf(context)],
    {
      cwd: project,
      env: { ...quiet, ...(isBuilt ? { SKIP_BUILD: '1' } : {}) },
      timeoutSeconds: 240,
    },
  );
  return adaptToEmulator(assembly, stackName, emulator.port);
}

/** `cdk bootstrap`, once for each account and Region. */
export async function bootstrap(emulator: Emulator, assembly: string, project: string): Promise<void> {
  await cdk(emulator, project, ['bootstrap', `aws://${account}/${region}`, '--app', assembly]);
}

/** `cdk deploy` of a synthesised assembly. Gives the stack's outputs. */
export async function deploy(
  emulator: Emulator,
  assembly: string,
  project: string,
): Promise<Readonly<Record<string, string>>> {
  const file = join(emulator.folder, 'outputs.json');
  await cdk(emulator, project, [
    ...['deploy', stackName, '--app', assembly, '--require-approval', 'never', '--outputs-file', file],
  ]);
  const outputs = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  return outputs[stackName] ?? {};
}

export async function destroy(emulator: Emulator, assembly: string, project: string): Promise<void> {
  await cdk(emulator, project, ['destroy', stackName, '--app', assembly, '--force']);
}

const quiet: NodeJS.ProcessEnv = {
  ...process.env,
  CI: '1',
  CDK_DISABLE_VERSION_CHECK: '1',
  CDK_DISABLE_CLI_TELEMETRY: '1',
};

async function cdk({ environment }: Emulator, project: string, options: readonly string[]): Promise<string> {
  return command(process.execPath, [cdkProgram(project), '--no-notices', ...options], {
    cwd: project,
    env: { ...quiet, ...environment, PATH: process.env.PATH },
    timeoutSeconds: 180,
  });
}

function cdkProgram(project: string): string {
  return join(project, 'node_modules/aws-cdk/bin/cdk');
}

function contextOf(context: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries({ ...configuration, ...context }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
