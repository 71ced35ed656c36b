import { createDraftFiles } from '../../../web/agent/draft-files.ts';
import type { Upload } from '../../../web/agent/draft-files.ts';
import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { mostFileBytes, mostMessageFiles } from '../../../contract/limits.ts';

const file = (name: string, size = 3): File => ({ name, size }) as File;

/** Uploads that end when the test says so. */
function uploads(): { readonly upload: Upload; readonly running: Running[] } {
  const running: Running[] = [];
  return {
    running,
    upload: ({ name }, progress, signal) =>
      new Promise((finish, fail) => running.push({ name, progress, signal, finish, fail })),
  };
}

interface Running {
  readonly name: string;
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal;
  readonly finish: (id: string) => void;
  readonly fail: (error: Error) => void;
}

/** Lets what was just settled be seen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a file uploads while one writes, and can be sent once it is there', async () => {
  const { upload, running } = uploads();
  const draft = createDraftFiles(upload);
  draft.add([file('a.png')]);
  expect(draft.areReady.value).toBe(false);
  running[0]?.progress(0.4);
  expect(draft.files.value).toMatchObject([{ name: 'a.png', state: 'uploading', done: 0.4 }]);
  running[0]?.finish('f1');
  await settled();
  expect(draft.areReady.value).toBe(true);
  expect(draft.take().map(({ id }) => id)).toEqual(['f1']);
  expect(draft.files.value).toEqual([]);
});

test('what did not get through can be tried again; what was refused cannot', async () => {
  const { upload, running } = uploads();
  const draft = createDraftFiles(upload);
  draft.add([file('a'), file('b')]);
  running[0]?.fail(new NoAnswer(undefined));
  running[1]?.fail(new Refusal(400, 'invalid_request'));
  await settled();
  expect(draft.files.value.map(({ state }) => state)).toEqual(['failed', 'refused']);
  draft.retry(draft.files.value[0]?.key ?? 0);
  expect(running.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
  running[2]?.finish('f1');
  await settled();
  expect(draft.files.value.map(({ state }) => state)).toEqual(['ready', 'refused']);
  expect(draft.areReady.value).toBe(false);
});

test('a file that is too large is not uploaded at all', () => {
  const { upload, running } = uploads();
  const draft = createDraftFiles(upload);
  draft.add([file('film', mostFileBytes + 1), file('photo', mostFileBytes)]);
  expect(draft.files.value.map(({ state }) => state)).toEqual(['too-large', 'uploading']);
  expect(running).toHaveLength(1);
});

test('more files than go with one message are left out, and it is said', () => {
  const { upload, running } = uploads();
  const draft = createDraftFiles(upload);
  draft.add(Array.from({ length: mostMessageFiles + 2 }, (_, at) => file(`${at}`)));
  expect(running).toHaveLength(mostMessageFiles);
  expect(draft.tooMany.value).toBe(true);
  draft.remove(draft.files.value[0]?.key ?? 0);
  expect(draft.tooMany.value).toBe(false);
});

test('removing a file ends its upload', () => {
  const { upload, running } = uploads();
  const draft = createDraftFiles(upload);
  draft.add([file('a')]);
  draft.remove(draft.files.value[0]?.key ?? 0);
  expect(running[0]?.signal.aborted).toBe(true);
  expect(draft.files.value).toEqual([]);
});
