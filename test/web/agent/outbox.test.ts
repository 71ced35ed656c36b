import { createOutbox } from '../../../web/agent/outbox.ts';
import type { Written } from '../../../web/agent/composer.tsx';
import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { answer } from '../messages.ts';
import { PretendTime, settle } from '../pretend-time.ts';

function setUp() {
  const time = new PretendTime();
  const attempts: string[] = [];
  const sent: string[] = [];
  const ids: string[] = [];
  let refuse: (text: string) => Error | undefined = () => undefined;
  const outbox = createOutbox({
    send: ({ text, clientMessageId }) => {
      attempts.push(text);
      ids.push(clientMessageId);
      const error = refuse(text);
      return error === undefined ? Promise.resolve({ message: answer(1) }) : Promise.reject(error);
    },
    onSent: ({ text, andThen }) => sent.push(andThen === undefined ? text : `${text}, ${andThen}`),
    surroundings: { later: time.later, random: () => 1 },
  });
  const write = (text: string, more: Partial<Written> = {}): void =>
    outbox.write({ text, notify: 'auto', visibility: 'public', files: [], andThen: undefined, ...more });
  const states = (): string[] => outbox.outgoing.value.map(({ text, state }) => `${text} ${state}`);
  return { time, outbox, attempts, sent, ids, write, states, refuseWith: (next: typeof refuse) => (refuse = next) };
}

test('answers go out one after another, in the order written', async () => {
  const { write, sent, states } = setUp();
  write('a');
  write('b');
  await settle();
  expect(sent).toEqual(['a', 'b']);
  expect(states()).toEqual([]);
});

test('what did not get through is sent again by itself, in its order, and as the same message', async () => {
  const { write, time, sent, attempts, ids, states, refuseWith } = setUp();
  refuseWith(() => new NoAnswer('cut'));
  write('a');
  write('b');
  await settle();
  expect(states()).toEqual(['a failed', 'b failed']);
  await time.pass(700);
  refuseWith(() => undefined);
  await time.pass(60_000);
  expect(attempts).toEqual(['a', 'a', 'a', 'b']);
  expect(sent).toEqual(['a', 'b']);
  expect(new Set(ids.slice(0, 3)).size).toBe(1);
});

test('when the network is back nobody waits for the pause to end', async () => {
  const { write, outbox, sent, refuseWith } = setUp();
  refuseWith(() => new NoAnswer('cut'));
  write('a');
  await settle();
  refuseWith(() => undefined);
  outbox.flush();
  await settle();
  expect(sent).toEqual(['a']);
});

test('what is refused for good waits for the agent, and holds up nothing', async () => {
  const { write, time, outbox, sent, states, refuseWith } = setUp();
  refuseWith((text) => (text === 'a' ? new Refusal(400, 'invalid_request') : undefined));
  write('a');
  write('b');
  await time.pass(600_000);
  expect(states()).toEqual(['a failed']);
  expect(outbox.outgoing.value[0]?.mayPass).toBe(false);
  refuseWith(() => undefined);
  outbox.retry(outbox.outgoing.value[0]?.clientMessageId ?? '');
  await settle();
  expect(sent).toEqual(['b', 'a']);
});

test('what came in by another way is not sent again, and what was to follow follows once', async () => {
  const { write, outbox, sent, time, refuseWith, attempts, states } = setUp();
  refuseWith(() => new NoAnswer('the answer was lost'));
  write('a', { andThen: 'solved' });
  await settle();
  const { clientMessageId = '' } = outbox.outgoing.value[0] ?? {};
  outbox.confirm(answer(1, { clientMessageId }));
  outbox.confirm(answer(1, { clientMessageId }));
  outbox.confirm(answer(2));
  await time.pass(60_000);
  expect(attempts).toEqual(['a']);
  expect(sent).toEqual(['a, solved']);
  expect(states()).toEqual([]);
});

test('what was discarded is not sent', async () => {
  const { write, outbox, time, attempts, refuseWith } = setUp();
  refuseWith(() => new NoAnswer('cut'));
  write('a');
  await settle();
  outbox.discard(outbox.outgoing.value[0]?.clientMessageId ?? '');
  refuseWith(() => undefined);
  await time.pass(60_000);
  expect(attempts).toEqual(['a']);
});

test('files go by their ids', async () => {
  const { write, outbox, refuseWith } = setUp();
  refuseWith(() => new NoAnswer('cut'));
  write('', { files: [{ key: 1, name: 'a.txt', size: 1, state: 'ready', done: 1, id: 'f1' }] });
  await settle();
  expect(outbox.outgoing.value[0]?.attachmentIds).toEqual(['f1']);
});
