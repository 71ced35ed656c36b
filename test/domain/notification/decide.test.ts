import fc from 'fast-check';
import { plusMinutes, plusSeconds } from '../../../functions/domain/instant.ts';
import { decide } from '../../../functions/domain/notification/decide.ts';
import type { Decision, Situation } from '../../../functions/domain/notification/decide.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import { byVisitor, noon, settings, told, visitor } from '../../setup/scene.ts';
import type { Told } from '../../setup/scene.ts';

/** The clock rings at noon + 10 for an answer of noon, unless a case says otherwise. */
function situation({ conversation, messages }: Told, change: Partial<Situation> = {}): Situation {
  return {
    conversation,
    messages,
    visitor: visitor(),
    presentUntil: null,
    settings,
    now: plusMinutes(noon, 10),
    ...change,
  };
}

const oneAnswer = told([0, {}]);
const change = (base: Told, conversation: Partial<Told['conversation']>): Told => ({
  ...base,
  conversation: { ...base.conversation, ...conversation },
});
const pending = oneAnswer.conversation.pending!;

describe('when the clock of an unread answer rings', () => {
  const table: readonly (readonly [string, Situation, Partial<Decision>])[] = [
    ['an unread answer is sent', situation(oneAnswer), { kind: 'send', to: 'vera@example.org' }],
    [
      'what was read is not sent',
      situation(change(oneAnswer, { visitorReadThrough: seq(1) })),
      { kind: 'skip', reason: 'skipped-read' },
    ],
    [
      'nothing is sent without an address',
      situation(oneAnswer, { visitor: visitor({ address: null }) }),
      { kind: 'wait-for-address' },
    ],
    [
      'nothing is sent while the feature is off',
      situation(oneAnswer, { settings: { continuousConversations: false } }),
      { kind: 'skip', reason: 'skipped-off' },
    ],
    [
      'nothing is sent about a closed conversation',
      situation(change(oneAnswer, { status: 'closed' })),
      { kind: 'skip', reason: 'skipped-closed' },
    ],
    ['a solved conversation is sent about', situation(change(oneAnswer, { status: 'solved' })), { kind: 'send' }],
    ['a pending conversation is sent about', situation(change(oneAnswer, { status: 'pending' })), { kind: 'send' }],
    [
      'nothing is sent to an address that bounced',
      situation(oneAnswer, { visitor: visitor({ address: { email: 'vera@example.org', state: 'bounced' } }) }),
      { kind: 'skip', reason: 'skipped-undeliverable' },
    ],
    [
      'nothing is sent after a complaint',
      situation(oneAnswer, { visitor: visitor({ address: { email: 'vera@example.org', state: 'complained' } }) }),
      { kind: 'skip', reason: 'skipped-opted-out' },
    ],
    [
      'nothing is sent to an address that wants no more',
      situation(change(oneAnswer, { optedOut: ['vera@example.org'] })),
      { kind: 'skip', reason: 'skipped-opted-out' },
    ],
    [
      'nothing is sent to another spelling of a mailbox that wants no more',
      situation(change(oneAnswer, { optedOut: ['Vera@Example.org'] })),
      { kind: 'skip', reason: 'skipped-opted-out' },
    ],
    [
      'an opt-out of another address counts for that one only',
      situation(change(oneAnswer, { optedOut: ['other@example.org'] })),
      { kind: 'send' },
    ],
    [
      'a visitor who is there is not written to for a minute',
      situation(oneAnswer, { presentUntil: plusMinutes(noon, 10.5) }),
      { kind: 'hold', until: plusMinutes(noon, 11) },
    ],
    [
      'it is looked again at the next full minute, however late in its minute the clock has rung',
      situation(oneAnswer, { now: plusSeconds(noon, 10 * 60 + 0.4), presentUntil: plusMinutes(noon, 11) }),
      { kind: 'hold', until: plusMinutes(noon, 11) },
    ],
    [
      'presence holds an e-mail for five minutes at most',
      situation(change(oneAnswer, { pending: { ...pending, presenceHeld: 5 } }), {
        presentUntil: plusMinutes(noon, 11),
      }),
      { kind: 'send' },
    ],
    [
      'who was there a minute ago is not there',
      situation(oneAnswer, { presentUntil: plusMinutes(noon, 9) }),
      { kind: 'send' },
    ],
    [
      'what an agent holds is not decided',
      situation(change(oneAnswer, { pending: { ...pending, state: 'held-by-agent' } })),
      { kind: 'nothing' },
    ],
    [
      'an early ring is armed again',
      situation(oneAnswer, { now: plusMinutes(noon, 9) }),
      { kind: 'rearm', dueAt: pending.dueAt },
    ],
    [
      'an answer that the agent took back is not sent',
      situation({ ...oneAnswer, messages: oneAnswer.messages.map((one) => ({ ...one, deletedAt: noon })) }),
      { kind: 'skip', reason: 'skipped-by-agent' },
    ],
    [
      'what was settled before does not come back',
      situation(change(oneAnswer, { settledThrough: seq(1) })),
      { kind: 'skip', reason: 'skipped-by-agent' },
    ],
  ];
  test.each(table)('%s', (_name, given, expected) => {
    expect(decide(given)).toMatchObject(expected);
  });
});

test('all that is unread goes into one e-mail, at the time of the first', () => {
  const burst = told([0, {}], [3, {}], [9, {}]);
  expect(burst.conversation.pending).toMatchObject({ dueAt: plusMinutes(noon, 10), arm: 1, episode: 1 });
  const decision = decide(situation(burst));
  expect(decision).toMatchObject({ kind: 'send', firstSeq: 1 });
  expect(decision.kind === 'send' && decision.messages.map((one) => one.seq)).toEqual([1, 2, 3]);
});

test('when the first was read in time, the clock starts at the first that was not', () => {
  const read = change(told([0, {}], [4, {}]), { visitorReadThrough: seq(1) });
  expect(decide(situation(read))).toEqual({ kind: 'rearm', firstSeq: 2, dueAt: plusMinutes(noon, 14) });
});

test('notes, automatic texts and messages marked never start no clock and are not sent', () => {
  const quiet = told(
    [0, { visibility: 'note' }],
    [0, { author: { kind: 'system' }, kind: 'away' }],
    [0, { notify: 'never' }],
    [0, byVisitor],
  );
  expect(quiet.conversation.pending).toBeNull();
  const mixed = told([0, { notify: 'never' }], [1, {}], [2, { visibility: 'note' }]);
  const decision = decide(situation(mixed, { now: plusMinutes(noon, 11) }));
  expect(decision.kind === 'send' && decision.messages.map((one) => one.seq)).toEqual([2]);
});

test('who last wrote by e-mail is answered after the settling time', () => {
  const { conversation } = told([0, { ...byVisitor, channel: 'email' }], [1, {}]);
  expect(conversation.pending?.dueAt).toBe(plusMinutes(noon, 2));
});

test('a message to be sent now makes the whole episode due and lets nobody present hold it', () => {
  const { conversation, messages } = told([0, {}], [2, { notify: 'now' }]);
  expect(conversation.pending).toMatchObject({ dueAt: plusMinutes(noon, 2), arm: 2 });
  const present = { presentUntil: plusMinutes(noon, 9), now: plusMinutes(noon, 2) };
  expect(decide(situation({ conversation, messages }, present)).kind).toBe('send');
});

test('a message is sent only if it is an unread answer, whatever the history', () => {
  const line = fc.record({
    minute: fc.nat(30),
    who: fc.constantFrom('agent', 'visitor', 'system', 'note', 'never'),
  });
  const drafts = {
    agent: {},
    visitor: byVisitor,
    system: { author: { kind: 'system' } },
    note: { visibility: 'note' },
    never: { notify: 'never' },
  } as const;
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 12 }),
      fc.nat(12),
      fc.nat(12),
      fc.nat(60),
      (lines, read, settled, minute) => {
        const sorted = [...lines].sort((a, b) => a.minute - b.minute);
        const base = told(...sorted.map(({ minute: at, who }) => [at, drafts[who]] as const));
        const last = base.conversation.lastSeq;
        const cursors = { visitorReadThrough: seq(Math.min(read, last)), settledThrough: seq(Math.min(settled, last)) };
        const decision = decide(situation(change(base, cursors), { now: plusMinutes(noon, minute) }));
        if (decision.kind !== 'send') return;
        for (const message of decision.messages) {
          expect(sorted[message.seq - 1]?.who).toBe('agent');
          expect(message.seq).toBeGreaterThan(Math.max(cursors.visitorReadThrough, cursors.settledThrough));
        }
        expect(minute).toBeGreaterThanOrEqual(sorted[decision.firstSeq - 1]!.minute + settings.delayMinutes - 30);
      },
    ),
  );
});
