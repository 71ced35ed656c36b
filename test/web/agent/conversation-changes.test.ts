import type { Conversation } from '../../../contract/conversations.ts';
import { createConversationChanges } from '../../../web/agent/conversation-changes.ts';
import { createNotices } from '../../../web/agent/notices.ts';
import { Refusal } from '../../../web/shared/call.ts';
import { conversation } from '../messages.ts';
import { settle } from '../pretend-time.ts';

function setUp() {
  const done: string[] = [];
  const notices = createNotices();
  let refusal: Error | undefined;
  const answer = (what: string, change: Partial<Conversation>): Promise<Conversation> => {
    if (refusal !== undefined) return Promise.reject(refusal);
    done.push(what);
    return Promise.resolve(conversation(change));
  };
  const changes = createConversationChanges({
    api: {
      assign: (_id, agentId) => answer(`assign ${agentId ?? 'nobody'}`, { assignee: agentId }),
      changeStatus: (_id, status) => answer(status, { status }),
    },
    notices,
    agentId: 'ada',
    take: () => undefined,
  });
  return { changes, notices, done, refuseWith: (error: Error | undefined) => (refusal = error) };
}

const answered = { visibility: 'public', andThen: undefined } as const;

test('who answers first takes over; notes and answers to what somebody has do not', async () => {
  const { changes, done } = setUp();
  await changes.follow(conversation(), { ...answered, visibility: 'note' });
  await changes.follow(conversation({ assignee: 'grace' }), answered);
  expect(done).toEqual([]);
  await changes.follow(conversation(), answered);
  expect(done).toEqual(['assign ada']);
});

test('who gives away what they took over by answering does not get it back with their next answer', async () => {
  const { changes, done } = setUp();
  await changes.follow(conversation(), answered);
  await changes.assign(conversation({ assignee: 'ada' }), null);
  await changes.follow(conversation(), answered);
  expect(done).toEqual(['assign ada', 'assign nobody']);
});

test('an answer can be the last word', async () => {
  const { changes, done } = setUp();
  await changes.follow(conversation(), { ...answered, andThen: 'pending' });
  expect(done).toEqual(['assign ada', 'pending']);
});

test('solving can be undone; what is solved already is not solved again', async () => {
  const { changes, notices, done } = setUp();
  await changes.changeStatus(conversation({ status: 'pending' }), 'solved');
  expect(notices.shown.value?.kind).toBe('solved');
  notices.shown.value?.act();
  await settle();
  await changes.changeStatus(conversation({ status: 'solved' }), 'solved');
  expect(done).toEqual(['solved', 'pending']);
});

test('what did not work is told, and can be tried again', async () => {
  const { changes, notices, done, refuseWith } = setUp();
  refuseWith(new Refusal(500, 'internal'));
  await changes.assign(conversation(), 'grace');
  expect(notices.shown.value?.kind).toBe('failed');
  refuseWith(undefined);
  notices.shown.value?.act();
  await settle();
  expect(done).toEqual(['assign grace']);
});
