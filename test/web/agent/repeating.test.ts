import { createRepeating } from '../../../web/agent/repeating.ts';
import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { PretendTime, settle } from '../pretend-time.ts';

function setUp() {
  const time = new PretendTime();
  const at: number[] = [];
  let outcome: Error | undefined;
  const repeating = createRepeating(
    () => {
      at.push(time.now());
      return outcome === undefined ? Promise.resolve() : Promise.reject(outcome);
    },
    { later: time.later, random: () => 1 },
  );
  return { time, at, repeating, endWith: (error: Error | undefined) => (outcome = error) };
}

test('what may pass is tried again, after growing pauses, until it gets through', async () => {
  const { time, at, repeating, endWith } = setUp();
  endWith(new NoAnswer('cut'));
  await repeating.run();
  await time.pass(2_000);
  expect(at).toEqual([0, 500, 1_500]);
  endWith(undefined);
  await time.pass(100_000);
  expect(at).toEqual([0, 500, 1_500, 3_500]);
});

test('who asks for it is not made to wait, and what was planned for later is not done besides', async () => {
  const { time, at, repeating, endWith } = setUp();
  endWith(new Refusal(500, 'internal'));
  await repeating.run();
  endWith(undefined);
  await repeating.run();
  await time.pass(60_000);
  expect(at).toEqual([0, 0]);
});

test.each([403, 404, 409])('a refusal that stays one (%i) is not repeated', async (status) => {
  const { time, at, repeating, endWith } = setUp();
  endWith(new Refusal(status, 'no'));
  await repeating.run();
  await time.pass(60_000);
  expect(at).toEqual([0]);
});

test('a bug is not taken for bad weather', async () => {
  const { repeating, endWith } = setUp();
  endWith(new TypeError('undefined is not a function'));
  await expect(repeating.run()).rejects.toThrow(TypeError);
});

test('once stopped nothing is tried any more', async () => {
  const { time, at, repeating, endWith } = setUp();
  endWith(new NoAnswer('cut'));
  const running = repeating.run();
  repeating.stop();
  await running;
  await time.pass(60_000);
  await settle();
  expect(at).toEqual([0]);
});
