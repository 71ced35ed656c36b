import { readFileSync } from 'node:fs';

/**
 * Calls back when the npm that started this process is gone. npm passes a signal on to the shell between the two only, and
 * the shell keeps it to itself: without this, whoever ends `npm start` would leave a runner behind that nobody sees.
 * Knows a process's parent on Linux only, and else does nothing.
 */
export function onStarterGone(callback: () => void): void {
  const chain = parentsUpToNpm();
  if (chain === undefined) return;
  const timer = setInterval(() => {
    if (parentsUpToNpm()?.join() === chain.join()) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
}

/** Ids of this process's parent, of the parent's parent and so on up to npm; undefined if npm is not among the nearest. */
function parentsUpToNpm(): number[] | undefined {
  const parents: number[] = [];
  try {
    for (let pid = process.ppid; pid > 1 && parents.length < 4; pid = parentOf(pid)) {
      parents.push(pid);
      if (/^npm\b|\/npm(-cli\.js)?\b/.test(commandOf(pid))) return parents;
    }
  } catch {
    // One has ended meanwhile, or there is no /proc.
  }
  return undefined;
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
}

function parentOf(pid: number): number {
  // The name in parentheses may itself have spaces and parentheses.
  const [, , parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ')').split(' ');
  return Number(parent);
}
