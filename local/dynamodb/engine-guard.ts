import { spawn } from 'node:child_process';

/*
 * Runs the DynamoDB engine and ends it when the runner is gone, however that died: the runner holds the other end of this
 * process's standard input, which the system closes with it. In a process group of its own, so that Ctrl-C in a terminal
 * reaches the runner only, which then stops things in order.
 *
 *   node engine-guard.mjs ENGINE ARGUMENT...
 */
const [engine = '', ...options] = process.argv.slice(2);
const child = spawn(engine, options, { stdio: ['ignore', 'inherit', 'inherit'] });

child.once('error', (error) => {
  process.stderr.write(`The DynamoDB engine cannot be started: ${error.message}\n`);
  process.exit(1);
});
child.once('exit', (code) => process.exit(code ?? 1));

process.stdin.once('close', () => {
  child.kill('SIGTERM');
  // An engine that hangs must not hold the data for ever.
  setTimeout(() => child.kill('SIGKILL'), 3000);
});
process.stdin.resume();
