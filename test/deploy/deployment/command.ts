import { spawn } from 'node:child_process';

interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutSeconds: number;
}

/** Runs a program to its end and gives what it printed. Throws with the end of that when it failed or took too long. */
export async function command(program: string, options: readonly string[], how: CommandOptions): Promise<string> {
  const { cwd, env, timeoutSeconds } = how;
  const child = spawn(program, options, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutSeconds * 1000,
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return output;
  const why = code === null ? `was stopped after ${timeoutSeconds} s` : `ended with ${code}`;
  throw new Error(`${program} ${options.join(' ')} ${why}:\n${`${output}\n${errors}`.slice(-4000)}`);
}
