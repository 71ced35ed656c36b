import type { Visitor } from '../../../contract/people.ts';
import type { AgentApi } from '../../../web/agent/agent-api.ts';
import type { Outbox } from '../../../web/agent/outbox.ts';
import { createThreadModel } from '../../../web/agent/thread-model.ts';
import type { ThreadModel } from '../../../web/agent/thread-model.ts';
import { createServerClock } from '../../../web/shared/server-clock.ts';
import { conversation, message } from '../messages.ts';

const opened: ThreadModel[] = [];

afterEach(() => {
  for (const { stop } of opened.splice(0)) stop();
});

/** An open conversation of a visitor, with one message that has a picture, under a new address whenever it is fetched. */
function open(visitor: Visitor): ThreadModel {
  let signed = 0;
  const picture = { id: 'p', filename: 'bowl.png', contentType: 'image/png', size: 1 };
  const present = conversation({ visitor, lastSeq: 1 });
  const api: Partial<AgentApi> = {
    conversation: () => Promise.resolve(present),
    messages: () => {
      signed += 1;
      const attachments = [{ ...picture, url: `/p?signed=${signed}` }];
      return Promise.resolve({ messages: [message(1, { attachments })], conversation: present, through: 1 });
    },
    visitor: () => Promise.resolve({ visitor: { ...visitor, pageUrl: 'https://shop.example/', createdAt: 'then' } }),
    changeEmail: (_id, email) => Promise.resolve({ id: visitor.id, email, emailState: 'typed' }),
    emails: () => Promise.resolve([]),
    decisions: () => Promise.resolve([]),
  };
  const model = createThreadModel({
    id: 'c1',
    api: api as AgentApi,
    clock: createServerClock(Date.now),
    known: undefined,
    outbox: { confirm: () => undefined } as unknown as Outbox,
    onConversation: () => undefined,
  });
  opened.push(model);
  return model;
}

const withAddress: Visitor = { id: 'v', email: 'x@xn--bcher-kva.example', emailShown: 'x@bücher.example' };

test('an address that was taken away is not shown any more, and where the visitor came from still is', async () => {
  const model = open(withAddress);
  await model.load();
  expect(model.visitor.value).toEqual({ ...withAddress, pageUrl: 'https://shop.example/', createdAt: 'then' });
  model.update(conversation({ visitor: { id: 'v' }, updatedAt: '2026-11-23T11:00:00.000Z' }));
  expect(model.visitor.value).toEqual({ id: 'v', pageUrl: 'https://shop.example/', createdAt: 'then' });
});

test('of an address that was changed nothing is left', async () => {
  const model = open(withAddress);
  await model.load();
  await model.changeEmail('eva@example.org');
  expect(model.visitor.value).toEqual({ id: 'v', email: 'eva@example.org', emailState: 'typed' });
});

test('a file keeps its address while that is good, so that no browser loads it twice', async () => {
  const { now } = Date;
  const model = open({ id: 'v' });
  const address = (): string | undefined => model.thread.value?.messages[0]?.attachments[0]?.url;
  await model.load();
  expect(address()).toBe('/p?signed=1');
  await model.load();
  expect(address()).toBe('/p?signed=1');
  model.seenByVisitor(1, now());
  expect(await model.fileAddress(1, 'p')).toBe('/p?signed=1');
  const later = jest.spyOn(Date, 'now').mockImplementation(() => now() + 51 * 60_000);
  expect(await model.fileAddress(1, 'p')).toBe('/p?signed=3');
  later.mockRestore();
});
