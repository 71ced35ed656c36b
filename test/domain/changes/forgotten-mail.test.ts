import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { changeOf } from '../../../functions/aws/stream-record.ts';
import { follow } from '../../../functions/domain/changes/follow.ts';
import type { FollowPorts } from '../../../functions/domain/changes/follow.ts';
import type { SettledMail } from '../../../functions/domain/records/kept-mail.ts';

const kept = { type: 'kept-mail', data: { id: 'mail', attachments: [{ id: 'letter' }, { id: 'photo' }] } };
const settled = (action: SettledMail['action']) => ({ type: 'settled-mail', data: { id: 'mail', action } });

/** The files that go when the table's stream tells that an item became another, or is no more. */
async function removedWhen(before: object | undefined, after: object | undefined): Promise<readonly string[]> {
  const image = (item: object | undefined) => (item === undefined ? undefined : marshall(item));
  const record = { dynamodb: { OldImage: image(before), NewImage: image(after) } } as unknown as DynamoDBRecord;
  const removed: string[] = [];
  const attachments = { remove: (id: string) => Promise.resolve(void removed.push(id)) };
  const change = changeOf(record);
  if (change !== undefined) await follow({ attachments } as unknown as FollowPorts, change);
  return removed;
}

test.each<[what: string, after: object | undefined, removed: readonly string[]]>([
  ['an agent discarded', settled('discard'), ['letter', 'photo']],
  ['is forgotten after its thirty days', undefined, ['letter', 'photo']],
  ['an agent released', settled('release'), []],
  ['an agent attached', settled('attach'), []],
  ['an agent began a conversation with', settled('begin'), []],
])('of a kept mail that %s, the files go with it unless a message has them', async (_what, after, removed) => {
  expect(await removedWhen(kept, after)).toEqual(removed);
});

test('a mail that is kept, and what was decided about it when that is forgotten, keep their files', async () => {
  expect(await removedWhen(undefined, kept)).toEqual([]);
  expect(await removedWhen(settled('attach'), undefined)).toEqual([]);
});
