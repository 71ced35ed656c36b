import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Runs all static checks, as many at once as there are processors, and prints what each of them found. Exit code 1 when one
 * fails; the others are run to their end all the same, so that everything is told at once.
 */
const checks = ['lint', 'types:functions', 'types:pages', 'types:page-tests', 'architecture', 'dead-code', 'format'];

async function run(check: string): Promise<void> {
  const child = spawn('npm', ['run', '--silent', `check:${check}`], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${check}\n`);
  if (code !== 0) {
    process.stdout.write(said);
    process.exitCode = 1;
  }
}

const waiting = [...checks];
async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await run(next);
}
await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, work));
