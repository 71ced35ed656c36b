import { nextWholeMinute } from '../../../functions/aws/scheduler-timer.ts';
import { plusMinutes, plusSeconds } from '../../../functions/domain/instant.ts';
import type { Instant } from '../../../functions/domain/instant.ts';
import { decide } from '../../../functions/domain/notification/decide.ts';
import { heldForPresence, refused } from '../../../functions/domain/notification/outcome.ts';
import type { Pending, Sending } from '../../../functions/domain/records/episode.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import { emptyConversation, noon, settings, told, visitor } from '../../setup/scene.ts';

const sending: Sending = {
  episode: 1,
  arm: 1,
  firstSeq: seq(1),
  upTo: seq(2),
  addressee: 'vera@example.org',
  claimId: 'claim',
  claimUntil: plusMinutes(noon, 1),
  attempt: 1,
  outcome: 'in-flight',
  afterUnknown: false,
};

test.each<[Pending['state'], Pending['state']]>([
  ['held-by-agent', 'held-by-agent'],
  ['armed', 'armed'],
  ['waiting-for-address', 'armed'],
])('an e-mail that SES refuses takes in what came meanwhile: %s stays %s', (state, then) => {
  const pending: Pending = {
    episode: 2,
    arm: 3,
    firstSeq: seq(3),
    dueAt: plusMinutes(noon, 10),
    state,
    presenceHeld: 0,
    attempts: 0,
  };
  const after = refused({ ...emptyConversation(), sending, pending }, sending, false, noon);
  expect(after.sending).toBeNull();
  expect(after.pending).toMatchObject({ episode: 1, firstSeq: 1, state: then, attempts: 1 });
});

describe('a visitor who stays on the page holds their e-mail for five minutes', () => {
  const base: Pending = {
    episode: 1,
    arm: 1,
    firstSeq: seq(1),
    dueAt: plusSeconds(noon, 25),
    state: 'armed',
    presenceHeld: 0,
    attempts: 0,
  };
  const minuteOf = (at: Instant): Instant => `${nextWholeMinute(at)}.000Z` as Instant;
  /** When it goes out, if each ring comes so many seconds after the full minute that was asked for; the last of them from then on. */
  const sentAt = (secondsLate: readonly number[]): Instant => {
    let pending = base;
    for (let ring = 0; ring < 10; ring += 1) {
      const now = plusSeconds(minuteOf(pending.dueAt), secondsLate[ring] ?? secondsLate.at(-1)!);
      const conversation = { ...emptyConversation(), lastSeq: seq(1), pending };
      const decision = decide({
        conversation,
        messages: told([0, {}]).messages,
        visitor: visitor(),
        presentUntil: plusMinutes(now, 1),
        settings,
        now,
      });
      if (decision.kind !== 'hold') return now;
      pending = heldForPresence(conversation, pending, decision.until).pending!;
    }
    throw new Error('It is held for ever');
  };

  test.each<[string, readonly number[], number]>([
    ['whose clock is exact', [0], 6 * 60],
    ['whose clock rings some milliseconds after the minute', [0.3], 6 * 60 + 0.3],
    ['whose clock rings at the end of its minute', [59], 6 * 60 + 59],
    ['one of whose rings got lost and was found seven minutes later', [0.3, 420.3, 0.3], 10 * 60 + 0.3],
  ])('%s', (_name, late, seconds) => {
    expect(sentAt(late)).toBe(plusSeconds(noon, seconds));
  });
});
