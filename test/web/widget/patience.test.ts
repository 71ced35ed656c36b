import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { initialState } from '../../../web/widget/chat-state.ts';
import type { ChatState } from '../../../web/widget/chat-state.ts';
import { createPatience } from '../../../web/widget/patience.ts';
import { createStore } from '../../../web/widget/store.ts';
import { PretendTime, settle } from '../pretend-time.ts';

function setUp() {
  const time = new PretendTime();
  const store = createStore<ChatState>(initialState);
  return { time, isConnected: () => store.get().isConnected, ...createPatience(store, time.backoff) };
}

/** Fails so many times, then answers. */
function failing(times: number): () => Promise<string> {
  let left = times;
  return () => (left-- > 0 ? Promise.reject(new NoAnswer()) : Promise.resolve('answer'));
}

test('a call is repeated until there is an answer, and until then there is no connection', async () => {
  const { time, isConnected, patiently } = setUp();
  const answer = patiently(failing(2));
  await settle();
  expect(isConnected()).toBe(false);
  await time.pass(60_000);
  expect(await answer).toBe('answer');
  expect(isConnected()).toBe(true);
});

test('an answer to something else does not say that all is well', async () => {
  const { time, isConnected, patiently } = setUp();
  const answer = patiently(failing(1));
  await settle();
  await patiently(failing(0));
  expect(isConnected()).toBe(false);
  await time.pass(60_000);
  await answer;
  expect(isConnected()).toBe(true);
});

test('a refusal is final, and there is a connection', async () => {
  const { isConnected, patiently } = setUp();
  await expect(patiently(() => Promise.reject(new Refusal(404, 'not_found')))).rejects.toThrow(Refusal);
  expect(isConnected()).toBe(true);
});

test('after the end nothing is tried any more', async () => {
  const { time, patiently, stop } = setUp();
  let tries = 0;
  const answer = patiently(() => {
    tries += 1;
    return Promise.reject(new NoAnswer());
  });
  const ended = expect(answer).rejects.toThrow(NoAnswer);
  await settle();
  stop();
  await time.pass(60_000);
  await ended;
  expect(tries).toBe(1);
});
