import { join, resolve } from 'node:path';
import { claimDataFolder, dataFolderLock, emptyDataFolder, ForeignFolderError } from './disk/data-folder.ts';
import { LockedError, takeLockSoon } from './disk/folder-lock.ts';
import { EngineError } from './dynamodb/engine.ts';
import { TableChangedError } from './dynamodb/create-tables.ts';
import { startMachine } from './machine.ts';
import type { Machine } from './machine.ts';
import { optionsFrom, UsageError } from './options.ts';
import type { Options } from './options.ts';
import { onStarterGone } from './starter.ts';
import { cachedSynthesis, SynthesisError } from './synthesis/cached-synthesis.ts';

/*
 * `npm start`: the whole system on this machine. Says where it is in one line that begins with `ready `.
 */

// Lambda runs in UTC, and workers have the time zone of their process.
process.env.TZ = 'UTC';
/** One that was told to end needs a moment for that; whoever starts the next at once need not know. */
const longestLockWaitMs = 3000;
const root = resolve(import.meta.dirname, '..');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(error: unknown, options: Options | undefined): never {
  process.stderr.write(`${explained(error, options)}\n`);
  process.exit(1);
}

async function run(options: Options): Promise<Machine> {
  const dataFolder = resolve(options.dataFolder);
  process.once('exit', await takeLockSoon(dataFolderLock(dataFolder), longestLockWaitMs));
  claimDataFolder(dataFolder);
  if (options.fresh) emptyDataFolder(dataFolder);
  const assembly = cachedSynthesis({
    root,
    onSynthesis: () => say('Building and synthesising (again only when the sources have changed) …'),
  });
  // Told below, when it is awaited.
  assembly.catch(() => undefined);
  return startMachine({
    assembly,
    siteFolder: join(root, 'dist', 'web'),
    dataFolder,
    port: options.port,
    smtpPort: options.smtpPort,
    onFunctionError: (name, { errorType, errorMessage }) => {
      const log = join(options.dataFolder, 'logs', `${name}.log`);
      process.stderr.write(`${name} failed: ${errorType}: ${errorMessage} (its log: ${log})\n`);
    },
    onEngineEnd: () => fail(new EngineError('The DynamoDB engine has ended.'), options),
  });
}

/** Their messages say all. */
const ownErrors = [UsageError, ForeignFolderError, EngineError, TableChangedError, SynthesisError];

/** What went wrong in words that help; only what nobody foresaw comes with its stack. */
function explained(error: unknown, options: Options | undefined): string {
  if (ownErrors.some((one) => error instanceof one)) return (error as Error).message;
  if (error instanceof LockedError) {
    return `Another runner (process ${error.holder}) uses the data in ${options?.dataFolder ?? ''}. Stop it, or give this one a folder of its own with --data.`;
  }
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Choose others with --port and --smtp-port (0 picks a free one).`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

let machine: Machine | undefined;
let endingSince: number | undefined;

/**
 * Ends in order: on a signal, or with the process that started this one. At once while nothing runs yet, and when asked
 * again; but one Ctrl-C may come twice, from the terminal and passed on.
 */
function end(): void {
  if (machine === undefined) process.exit(1);
  if (endingSince !== undefined) {
    if (performance.now() - endingSince > 1000) process.exit(1);
    return;
  }
  endingSince = performance.now();
  machine.stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error, undefined),
  );
}

let options: Options | undefined;
try {
  process.on('SIGINT', end).on('SIGTERM', end).on('disconnect', end);
  onStarterGone(end);
  options = optionsFrom(process.argv.slice(2));
  machine = await run(options);
  const { url, smtpPort } = machine;
  say(`ready ${JSON.stringify({ url, smtpPort })}`);
  say(`  shop with the widget  ${url}/`);
  say(`  agent workspace       ${url}/agent`);
  say(`  admin                 ${url}/admin`);
  say(`  mailbox               ${url}/mailbox`);
  say(`  incoming e-mail       smtp://127.0.0.1:${smtpPort}`);
} catch (error) {
  fail(error, options);
}
