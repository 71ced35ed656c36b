import { seq } from '../../functions/conversation/ids.ts';
import { plusMinutes } from '../../functions/instant.ts';
import type { Pending, Sending } from '../../functions/notification/episode.ts';
import { refused } from '../../functions/notification/outcome.ts';
import { emptyConversation, noon } from '../setup/scene.ts';

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
