import { createReadWatcher, dwellMs, isInView } from '../../../web/shared/read-watcher.ts';
import { PretendTime } from '../pretend-time.ts';

function watch() {
  const time = new PretendTime();
  const read: number[] = [];
  const watcher = createReadWatcher({ onRead: (seq) => read.push(seq), later: time.later });
  return { time, read, watcher };
}

test('a message is read after it has been in view for a while before somebody', async () => {
  const { time, read, watcher } = watch();
  watcher.attend(true);
  watcher.view(4, true);
  await time.pass(dwellMs - 1);
  expect(read).toEqual([]);
  await time.pass(1);
  expect(read).toEqual([4]);
});

test('what only scrolls by is not read', async () => {
  const { time, read, watcher } = watch();
  watcher.attend(true);
  watcher.view(4, true);
  await time.pass(dwellMs - 1);
  watcher.view(4, false);
  await time.pass(10_000);
  expect(read).toEqual([]);
});

test('nothing is read while nobody is there, however long it is in view', async () => {
  const { time, read, watcher } = watch();
  watcher.view(4, true);
  await time.pass(60_000);
  expect(read).toEqual([]);
});

test('who comes back to the page reads what is in view, after a full while', async () => {
  const { time, read, watcher } = watch();
  watcher.attend(true);
  watcher.view(4, true);
  await time.pass(dwellMs - 1);
  watcher.attend(false);
  await time.pass(5_000);
  watcher.attend(true);
  await time.pass(dwellMs - 1);
  expect(read).toEqual([]);
  await time.pass(1);
  expect(read).toEqual([4]);
});

test('a message is reported once', async () => {
  const { time, read, watcher } = watch();
  watcher.attend(true);
  watcher.view(4, true);
  await time.pass(dwellMs);
  watcher.view(4, false);
  watcher.view(4, true);
  await time.pass(dwellMs);
  expect(read).toEqual([4]);
});

test('a stopped watcher reports nothing', async () => {
  const { time, read, watcher } = watch();
  watcher.attend(true);
  watcher.view(4, true);
  watcher.stop();
  await time.pass(dwellMs);
  expect(read).toEqual([]);
});

test.each([
  ['all of a small message', 40, 40, 400, true],
  ['less than 60 % of a small message', 20, 40, 400, false],
  ['60 % of a small message', 24, 40, 400, true],
  ['a long message that fills most of the log', 240, 4_000, 400, true],
  ['a long message of which little shows', 200, 4_000, 400, false],
])('%s in view: %i of %i px in a log of %i px → %s', (_what, visible, height, log, inView) => {
  expect(isInView(visible, height, log)).toBe(inView);
});
