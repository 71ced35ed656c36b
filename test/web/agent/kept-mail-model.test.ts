import type { KeptMail, KeptMailPage } from '../../../contract/kept-mail.ts';
import type { AgentApi } from '../../../web/agent/agent-api.ts';
import { createKeptMailModel } from '../../../web/agent/kept-mail-model.ts';
import { Refusal } from '../../../web/shared/call.ts';
import { conversation } from '../messages.ts';

const mail = (id: string, state: KeptMail['state'] = 'unmatched'): KeptMail => ({
  id,
  state,
  reason: 'reply',
  from: 'x@example.com',
  subject: 'Re: Hello',
  receivedAt: '2026-11-23T10:00:00.000Z',
});

/** An API that knows kept mail only. */
function api(more: Partial<AgentApi> = {}): AgentApi {
  const pages: Readonly<Record<string, KeptMailPage>> = {
    'unmatched ': { mail: [mail('a'), mail('b')], cursor: 'next' },
    'unmatched next': { mail: [mail('b'), mail('c')] },
    'quarantined ': { mail: [mail('q', 'quarantined')] },
  };
  return {
    keptMail: (state: string, cursor?: string) => Promise.resolve(pages[`${state} ${cursor ?? ''}`] ?? { mail: [] }),
    settleMail: () => Promise.resolve(undefined),
    ...more,
  } as AgentApi;
}

const ids = (model: ReturnType<typeof createKeptMailModel>): string[] =>
  model.lists.value.unmatched.mails.map(({ id }) => id);

test('both lists are there after one look, with how many wait in all', async () => {
  const model = createKeptMailModel(api());
  expect(model.waiting.value).toBe('');
  await model.reload();
  expect(model.waiting.value).toBe('3+');
  expect(model.find('q')?.state).toBe('quarantined');
});

test('what is empty is called so from the first look on, also while it is looked at again', async () => {
  const model = createKeptMailModel(api({ keptMail: () => Promise.resolve({ mail: [] }) }));
  const first = model.reload();
  expect(model.isLoaded.value).toBe(false);
  await first;
  expect(model.isLoaded.value).toBe(true);
  const again = model.reload();
  expect(model.isLoaded.value).toBe(true);
  await again;
});

test('a look again reaches as far as was loaded, so that what is being read stays', async () => {
  const model = createKeptMailModel(api());
  await model.reload();
  expect(ids(model)).toEqual(['a', 'b']);
  await model.loadMore();
  await model.reload();
  expect(ids(model)).toEqual(['a', 'b', 'c']);
});

test('further pages add what is not there yet', async () => {
  const model = createKeptMailModel(api());
  await model.reload();
  await model.loadMore();
  expect(ids(model)).toEqual(['a', 'b', 'c']);
  expect(model.waiting.value).toBe('4');
});

test('what was decided about leaves its list', async () => {
  const settled: unknown[] = [];
  const model = createKeptMailModel(
    api({
      settleMail: (id, action) => {
        settled.push([id, action]);
        return Promise.resolve(conversation({ id: 'c1' }));
      },
    }),
  );
  await model.reload();
  expect(await model.settle(mail('a'), { action: 'attach', conversationId: 'c1' })).toBe('c1');
  expect(settled).toEqual([['a', { action: 'attach', conversationId: 'c1' }]]);
  expect(ids(model)).toEqual(['b']);
});

test('what could not be carried out stays in its list', async () => {
  const model = createKeptMailModel(api({ settleMail: () => Promise.reject(new Refusal(503, 'busy')) }));
  await model.reload();
  await expect(model.settle(mail('a'), { action: 'discard' })).rejects.toThrow(Refusal);
  expect(ids(model)).toEqual(['a', 'b']);
});
