import type { QueuePage } from '../../../contract/agents.ts';
import type { Conversation } from '../../../contract/conversations.ts';
import type { AgentApi } from '../../../web/agent/agent-api.ts';
import { createQueueModel } from '../../../web/agent/queue-model.ts';
import type { QueueModel } from '../../../web/agent/queue-model.ts';
import { conversation } from '../messages.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();

const waiting = (id: string, since: number, more: Partial<Conversation> = {}): Conversation =>
  conversation({ id, waitingSince: at(since), updatedAt: at(since), ...more });

/** A queue whose pages come when the test says so. */
function slowQueue(): { readonly model: QueueModel; readonly answer: (page: QueuePage) => void } {
  const asked: ((page: QueuePage) => void)[] = [];
  const api = { queue: () => new Promise<QueuePage>((resolve) => asked.push(resolve)) };
  const model = createQueueModel(api as unknown as AgentApi, 'ada');
  return { model, answer: (page) => asked.shift()?.(page) };
}

const ids = ({ conversations }: QueueModel): readonly string[] => conversations.value.map(({ id }) => id);

test('what is pushed while the queue is on its way is newer than it', async () => {
  const { model, answer } = slowQueue();
  const loaded = model.reload();
  model.place(waiting('newcomer', 5));
  model.place(waiting('a', 1, { status: 'solved', updatedAt: at(6) }));
  answer({ conversations: [waiting('a', 1), waiting('b', 2)] });
  await loaded;
  expect(ids(model)).toEqual(['b', 'newcomer']);
  const again = model.reload();
  answer({ conversations: [waiting('b', 2)] });
  await again;
  expect(ids(model)).toEqual(['b']);
});

test('what is pushed while a further page is on its way is newer than that page', async () => {
  const { model, answer } = slowQueue();
  const loaded = model.reload();
  answer({ conversations: [waiting('a', 1)], cursor: 'more' });
  await loaded;
  const more = model.loadMore();
  model.place(waiting('b', 2, { status: 'solved', updatedAt: at(6) }));
  answer({ conversations: [waiting('b', 2), waiting('c', 3)] });
  await more;
  expect(ids(model)).toEqual(['a', 'c']);
});
