import { append, retract } from '../../../functions/domain/conversation/append.ts';
import { pastHold } from '../../../functions/domain/conversation/past-hold.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import { ada, byVisitor, noon, settings, told } from '../../setup/scene.ts';
import type { Told } from '../../setup/scene.ts';

const held = ({ conversation, messages }: Told): Told => ({
  conversation: { ...conversation, pending: { ...conversation.pending!, state: 'held-by-agent' } },
  messages,
});
const readThrough = ({ conversation, messages }: Told, through: number): Conversation => ({
  ...conversation,
  visitorReadThrough: seq(through),
  visitorReadCount: messages[through - 1]!.countsThrough.agent,
});
const answered = (conversation: Conversation, draft = {}): Conversation =>
  append(conversation, { author: ada, channel: 'messaging', text: 'More', ...draft }, settings, plusMinutes(noon, 60))
    .conversation;

const two = held(told([0, byVisitor], [0, {}], [1, {}]));
const answer = { dueAt: noon };

test('a hold ends with its episode: the answer after all was read has a clock of its own', () => {
  expect(answered(readThrough(two, 3)).pending).toMatchObject({
    episode: 2,
    firstSeq: 4,
    state: 'armed',
    arm: 1,
    dueAt: plusMinutes(noon, 70),
  });
  expect(answered(readThrough(two, 3), { notify: 'now' }).pending).toMatchObject({ dueAt: plusMinutes(noon, 60) });
  expect(pastHold(readThrough(two, 3), answer)).toMatchObject({ pending: { episode: 1 }, reason: 'skipped-read' });
});

test('it ends, too, when all that it held was taken back', () => {
  const one = held(told([0, byVisitor], [0, {}]));
  const { conversation } = retract(one.conversation, one.messages[1]!, noon);
  expect(answered(conversation).pending).toMatchObject({ episode: 2, state: 'armed' });
  expect(pastHold(conversation, answer)).toMatchObject({ reason: 'skipped-by-agent' });
});

test('while a part of it is unread it holds back what follows, even what is to be sent now', () => {
  for (const draft of [{}, { notify: 'now' }])
    expect(answered(readThrough(two, 2), draft).pending).toMatchObject({ episode: 1, state: 'held-by-agent' });
});

test('only an answer ends it', () => {
  for (const draft of [byVisitor, { visibility: 'note' }, { notify: 'never' }])
    expect(answered(readThrough(two, 3), draft).pending).toMatchObject({ episode: 1, state: 'held-by-agent' });
});

test('an armed episode that was read goes on, with one timer however many answers are read at once', () => {
  const armed = told([0, byVisitor], [0, {}]);
  expect(answered(readThrough(armed, 2)).pending).toMatchObject({ episode: 1, arm: 1, state: 'armed' });
});
