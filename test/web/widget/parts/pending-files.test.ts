import { NoAnswer, Refusal } from '../../../../web/shared/call.ts';
import type { uploadFile } from '../../../../web/shared/upload.ts';
import { createPendingFiles } from '../../../../web/widget/parts/pending-files.ts';
import { settle } from '../../pretend-time.ts';

function file(name: string, size = 3): File {
  const made = new File(['abc'], name, { type: 'image/png' });
  return size === 3 ? made : Object.defineProperty(made, 'size', { value: size });
}

function setUp() {
  const uploads: { name: string; signal: AbortSignal; onProgress: (done: number) => void }[] = [];
  const outcomes: (string | Error)[] = [];
  const upload: typeof uploadFile = async (_call, { name }, { signal, onProgress }) => {
    uploads.push({ name, signal, onProgress });
    const outcome = outcomes.shift() ?? `id-${name}`;
    await Promise.resolve();
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const files = createPendingFiles(() => Promise.resolve(undefined), upload);
  const shown = (): string[] =>
    files.store
      .get()
      .files.map(({ file: { name }, state, problem }) => [name, state, problem].filter(Boolean).join(' '));
  return { files, uploads, outcomes, shown };
}

test('files are uploaded at once, and the message takes them with it', async () => {
  const { files, shown } = setUp();
  files.add([file('a.png'), file('b.png')]);
  expect(shown()).toEqual(['a.png uploading', 'b.png uploading']);
  await settle();
  expect(shown()).toEqual(['a.png uploaded', 'b.png uploaded']);
  expect(files.take()).toEqual([
    { id: 'id-a.png', filename: 'a.png', contentType: 'image/png', size: 3 },
    { id: 'id-b.png', filename: 'b.png', contentType: 'image/png', size: 3 },
  ]);
  expect(shown()).toEqual([]);
});

test('a file over 20 MB is refused before anything is sent', () => {
  const { files, shown, uploads } = setUp();
  files.add([file('film.mp4', 20 * 1024 * 1024 + 1), file('note.txt', 20 * 1024 * 1024)]);
  expect(shown()).toEqual(['film.mp4 refused too-large', 'note.txt uploading']);
  expect(uploads.map(({ name }) => name)).toEqual(['note.txt']);
});

test('of more than ten files the first ten are taken, and it is said that there were more', () => {
  const { files, shown, uploads } = setUp();
  files.add(Array.from({ length: 8 }, (_, at) => file(`${at}`)));
  files.add([file('8'), file('9'), file('10')]);
  expect(shown()).toHaveLength(10);
  expect(uploads).toHaveLength(10);
  expect(files.store.get().isOver).toBe(true);
  files.remove(files.store.get().files[0]!.key);
  expect(files.store.get().isOver).toBe(false);
});

test.each<readonly [Error, string]>([
  [new NoAnswer('cut'), 'failed upload'],
  [new Refusal(503, 'busy'), 'failed upload'],
  [new Refusal(429, ''), 'failed upload'],
  [new Refusal(422, 'attachment_type_refused'), 'refused type'],
  [new Refusal(400, 'invalid_request'), 'refused upload'],
])('after %s the file is shown as %s', async (problem, said) => {
  const { files, outcomes, shown } = setUp();
  outcomes.push(problem);
  files.add([file('a')]);
  await settle();
  expect(shown()).toEqual([`a ${said}`]);
});

test('what failed can be tried again', async () => {
  const { files, outcomes, shown } = setUp();
  outcomes.push(new NoAnswer('cut'));
  files.add([file('a')]);
  await settle();
  files.retry(files.store.get().files[0]!.key);
  await settle();
  expect(shown()).toEqual(['a uploaded']);
});

test('what is removed is uploaded no further', () => {
  const { files, uploads, shown } = setUp();
  files.add([file('a')]);
  files.remove(files.store.get().files[0]!.key);
  expect(uploads[0]?.signal.aborted).toBe(true);
  expect(shown()).toEqual([]);
});

test('how far an upload is can be seen', () => {
  const { files, uploads } = setUp();
  files.add([file('a')]);
  uploads[0]?.onProgress(0.4);
  expect(files.store.get().files[0]?.progress).toBe(0.4);
});
