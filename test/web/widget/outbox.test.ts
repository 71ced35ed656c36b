import { NoAnswer, Refusal } from '../../../web/shared/call.ts';
import { initialState } from '../../../web/widget/chat-state.ts';
import type { ChatState } from '../../../web/widget/chat-state.ts';
import type { Outgoing } from '../../../web/widget/stored.ts';
import { createOutbox } from '../../../web/widget/outbox.ts';
import { createStore } from '../../../web/widget/store.ts';
import { message } from '../messages.ts';
import { PretendTime, settle } from '../pretend-time.ts';

function memory() {
  const kept = new Map<string, string>();
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, value: string) => void kept.set(key, value),
    remove: (key: string) => void kept.delete(key),
  };
}

function setUp(storage = memory()) {
  const time = new PretendTime();
  const store = createStore<ChatState>(initialState);
  const attempts: string[] = [];
  const sent: string[] = [];
  let outcome: 'sent' | Error = 'sent';
  const outbox = createOutbox({
    store,
    storage,
    send: ({ text }: Outgoing) => {
      attempts.push(text);
      return outcome === 'sent' ? Promise.resolve({ message: message(1) }) : Promise.reject(outcome);
    },
    onSent: ({ text }) => sent.push(text),
    backoff: time.backoff,
  });
  const write = (text: string): void =>
    outbox.add({ clientMessageId: `id-${text}`, conversationId: 'c1', text, writtenAt: '' });
  const states = (): string[] => store.get().outgoing.map(({ text, state }) => `${text} ${state}`);
  return {
    time,
    outbox,
    attempts,
    sent,
    write,
    states,
    storage,
    answerWith: (next: 'sent' | Error): void => {
      outcome = next;
    },
  };
}

test('messages go out one after another, in the order written', async () => {
  const { write, sent, states } = setUp();
  write('a');
  write('b');
  write('c');
  await settle();
  expect(sent).toEqual(['a', 'b', 'c']);
  expect(states()).toEqual([]);
});

test('while the network is cut they wait in order, and go out by themselves when it is back', async () => {
  const { write, sent, states, attempts, outbox, answerWith } = setUp();
  answerWith(new NoAnswer('cut'));
  write('a');
  write('b');
  await settle();
  expect(states()).toEqual(['a waiting', 'b sending']);
  answerWith('sent');
  outbox.flush();
  await settle();
  expect(sent).toEqual(['a', 'b']);
  expect(attempts).toEqual(['a', 'a', 'b']);
});

test('a cut network is never given up on', async () => {
  const { write, time, states, sent, answerWith } = setUp();
  answerWith(new NoAnswer('cut'));
  write('a');
  await time.pass(3_600_000);
  expect(states()).toEqual(['a waiting']);
  answerWith('sent');
  await time.pass(30_000);
  expect(sent).toEqual(['a']);
});

test('a refusal fails at once, says so, and does not hold up the next message', async () => {
  const { write, states, sent, answerWith, outbox } = setUp();
  answerWith(new Refusal(400, 'invalid_request'));
  write('a');
  await settle();
  answerWith('sent');
  write('b');
  await settle();
  expect(states()).toEqual(['a failed']);
  expect(sent).toEqual(['b']);
  outbox.retry('id-a');
  await settle();
  expect(sent).toEqual(['b', 'a']);
});

test('a server that keeps failing is asked a few times, then the visitor decides', async () => {
  const { write, time, states, attempts, outbox, answerWith } = setUp();
  answerWith(new Refusal(503, 'busy'));
  write('a');
  await time.pass(600_000);
  expect(attempts).toHaveLength(5);
  expect(states()).toEqual(['a failed']);
  outbox.discard('id-a');
  expect(states()).toEqual([]);
});

test('what was not sent before a reload is sent after it, under the same id', async () => {
  const storage = memory();
  const before = setUp(storage);
  before.answerWith(new NoAnswer('cut'));
  before.write('a');
  await settle();
  before.outbox.stop();
  const after = setUp(storage);
  await settle();
  expect(after.sent).toEqual(['a']);
  expect(storage.get('outbox')).toBeUndefined();
});

test('two tabs keep what each of them has not sent, and each removes its own', async () => {
  const storage = memory();
  const [one, other] = [setUp(storage), setUp(storage)];
  const kept = (): readonly string[] =>
    (JSON.parse(storage.get('outbox') ?? '[]') as readonly Outgoing[]).map(({ text }) => text);
  for (const tab of [one, other]) tab.answerWith(new NoAnswer('cut'));
  one.write('a');
  other.write('b');
  await settle();
  expect(kept().toSorted()).toEqual(['a', 'b']);
  one.answerWith('sent');
  one.outbox.flush();
  await settle();
  expect(kept()).toEqual(['b']);
});

test('for another visitor nothing is kept, and after the end nothing is stored', async () => {
  const { write, outbox, states, storage, answerWith } = setUp();
  answerWith(new NoAnswer('cut'));
  write('a');
  await settle();
  outbox.clear();
  expect([states(), storage.get('outbox')]).toEqual([[], undefined]);
  write('b');
  outbox.stop();
  storage.remove('outbox');
  await settle();
  expect(storage.get('outbox')).toBeUndefined();
});

test('a spoilt store is as good as none', () => {
  const storage = memory();
  storage.set('outbox', '{not json');
  expect(setUp(storage).states()).toEqual([]);
});
