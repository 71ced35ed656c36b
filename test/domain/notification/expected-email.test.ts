import { presentConversationForAgent } from '../../../functions/api/http/present.ts';
import { retract } from '../../../functions/domain/conversation/append.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { messageState } from '../../../functions/domain/notification/message-state.ts';
import { rescued } from '../../../functions/domain/notification/rescue.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import type { Visitor } from '../../../functions/domain/records/visitor.ts';
import { byVisitor, noon, told, visitor } from '../../setup/scene.ts';
import type { Told } from '../../setup/scene.ts';

const vera = visitor();
const withState = (state: 'bounced' | 'complained'): Visitor =>
  visitor({ address: { email: 'vera@example.org', state } });
const shown = (conversation: Conversation, known: Visitor = vera) => presentConversationForAgent(conversation, known);

/** As `advanceRead` leaves it. */
function read({ conversation, messages }: Told, through: number): Conversation {
  const { agent } = messages[through - 1]!.countsThrough;
  return { ...conversation, visitorReadThrough: seq(through), visitorReadCount: agent };
}

const oneAnswer = told([0, byVisitor], [1, {}]);

test('what is unread is shown with the time at which it will be decided about', () => {
  expect(shown(oneAnswer.conversation)).toMatchObject({
    pendingNotification: { state: 'unread', dueAt: plusMinutes(noon, 11), firstSeq: 2, episode: 1 },
    optedOut: undefined,
  });
});

describe('agents are promised no e-mail', () => {
  const optedOut = { ...oneAnswer.conversation, optedOut: ['vera@example.org'] };
  const waits = {
    ...oneAnswer.conversation,
    pending: { ...oneAnswer.conversation.pending!, state: 'waiting-for-address' },
  };
  const table: readonly (readonly [string, Conversation, Visitor?])[] = [
    ['that has nothing unread', read(oneAnswer, 2)],
    ['when what came after the read one is never e-mailed', read(told([0, {}], [1, { notify: 'never' }]), 1)],
    ['when all answers were read, and notes came later', read(told([0, {}], [1, {}], [2, { visibility: 'note' }]), 2)],
    ['that is held, when all was read', held(read(oneAnswer, 2))],
    ['whose only answer was taken back', retract(oneAnswer.conversation, oneAnswer.messages[1]!, noon).conversation],
    ['about a closed conversation', { ...oneAnswer.conversation, status: 'closed' }],
    [
      'about a closed conversation that waits for an address',
      { ...waits, status: 'closed' } as Conversation,
      visitor({ address: null }),
    ],
    ['that this address wants no more of', optedOut],
    ['to an address that bounced', oneAnswer.conversation, withState('bounced')],
    ['to somebody who complained', oneAnswer.conversation, withState('complained')],
  ];
  test.each(table.map(([name, conversation, known = vera]) => [name, conversation, known] as const))(
    '%s',
    (_name, conversation, known) => {
      expect(shown(conversation, known)).toMatchObject({ pendingNotification: undefined });
    },
  );
});

describe('agents are promised one', () => {
  const burst = told([0, {}], [1, {}], [2, {}]);
  const many = told(...Array.from({ length: 12 }, (_, minute) => [minute, {}] as const));
  const table: readonly (readonly [string, Conversation, Visitor?])[] = [
    ['while a later answer is unread', read(burst, 2)],
    ['while an earlier answer stands', retract(burst.conversation, burst.messages[2]!, noon).conversation],
    [
      'of many answers, when the last of them was taken back',
      retract(many.conversation, many.messages[11]!, noon).conversation,
    ],
    ['when another address opted out', { ...oneAnswer.conversation, optedOut: ['other@example.org'] }],
    [
      'that goes out once more',
      rescued({ ...oneAnswer.conversation, pending: null, settledThrough: seq(2) }, [seq(2)], noon),
    ],
    [
      'that goes out once more together with what nobody has a list of',
      read({ ...burst, conversation: rescued(unlisted(burst.conversation), [seq(1)], noon) }, 1),
    ],
    ['without an address yet: it will be decided about', oneAnswer.conversation, visitor({ address: null })],
  ];
  test.each(table.map(([name, conversation, known = vera]) => [name, conversation, known] as const))(
    '%s',
    (_name, conversation, known) => {
      expect(shown(conversation, known).pendingNotification).toMatchObject({ state: 'unread' });
    },
  );
});

test('an opt-out is shown for the address that the visitor has, and for no other', () => {
  const optedOut = { ...oneAnswer.conversation, optedOut: ['vera@example.org'] };
  const other = visitor({ address: { email: 'v@example.net', state: 'typed' } });
  expect(shown(optedOut)).toMatchObject({ optedOut: true });
  const sameMailbox = visitor({ address: { email: 'VERA@example.org', state: 'typed' } });
  expect(shown(optedOut, sameMailbox)).toMatchObject({ optedOut: true, pendingNotification: undefined });
  expect(shown(optedOut, other)).toMatchObject({ optedOut: undefined, pendingNotification: { state: 'unread' } });
});

describe('an unread answer says why no e-mail goes out, and names no time', () => {
  const table: readonly (readonly [string, Partial<Conversation>, Visitor, string])[] = [
    ['opted out', { optedOut: ['vera@example.org'] }, vera, 'skipped-opted-out'],
    ['complained', {}, withState('complained'), 'skipped-opted-out'],
    ['bounced', {}, withState('bounced'), 'skipped-undeliverable'],
    ['closed', { status: 'closed' }, vera, 'skipped-closed'],
  ];
  test.each(table)('%s', (_name, change, known, reason) => {
    const { conversation, messages } = oneAnswer;
    const state = messageState(messages[1]!, { ...conversation, ...change }, known, { emails: [], decisions: [] });
    expect(state).toEqual({ state: 'unread', reason });
  });
});

test('an answer that was read says so, whatever is pending', () => {
  const ledger = { emails: [], decisions: [] };
  expect(messageState(oneAnswer.messages[1]!, read(oneAnswer, 2), vera, ledger)).toEqual({ state: 'read' });
});

/** As after an e-mail that SES refused: its messages are not listed. */
function unlisted(conversation: Conversation): Conversation {
  const { answers: _unknown, ...pending } = conversation.pending!;
  return { ...conversation, pending };
}

function held(conversation: Conversation): Conversation {
  return { ...conversation, pending: { ...conversation.pending!, state: 'held-by-agent' } };
}
