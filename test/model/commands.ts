import { plusMinutes } from '../../functions/domain/instant.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { Time } from './machine.ts';
import type { Passing } from './passing.ts';
import { addresses } from './people.ts';
import type { People } from './people.ts';
import type { Accepted } from './promises.ts';
import type { System } from './system.ts';

const second = 1000;
const minute = 60 * second;

/** Where a command finds what it is about; `a` and `b` are its numbers. */
export interface Scene {
  readonly system: System;
  readonly people: People;
  readonly passing: Passing;
  readonly now: Time;
  readonly all: readonly Conversation[];
  readonly conversation: Conversation;
  readonly mail: Accepted | undefined;
  readonly a: number;
  readonly b: number;
}

type Happening = readonly [often: number, happen: (scene: Scene) => unknown];

/** What can happen in a history, and how often it does in proportion. */
export const commands = {
  'visitor-writes': [7, ({ people, conversation }) => people.writes(conversation)],
  'visitor-starts': [3, ({ people, conversation, all }) => people.writes(all.length < 3 ? undefined : conversation)],
  'visitor-reads': [5, ({ people, conversation, b }) => people.reads(conversation, b % 3 === 0 ? b % 4 : 0)],
  'visitor-gives-address': [6, ({ people, b }) => people.givesAddress(addresses[b % addresses.length]!)],
  'visitor-is-present': [2, ({ people, conversation }) => people.isPresent(conversation)],
  'visitor-replies': [3, ({ people, conversation }) => people.replies(conversation, 'visitor')],
  'stranger-replies': [1, ({ people, conversation }) => people.replies(conversation, 'stranger')],
  'machine-replies': [1, ({ people, conversation }) => people.replies(conversation, 'machine')],
  unsubscribes: [1, ({ people, mail }) => mail && people.opensLink('unsubscribe', mail.text)],
  'not-me': [2, ({ people, mail }) => mail && people.opensLink('not-me', mail.text)],
  'agent-answers': [16, ({ people, conversation }) => people.answers(conversation, 'auto')],
  'agent-answers-now': [2, ({ people, conversation }) => people.answers(conversation, 'now')],
  'agent-answers-never': [1, ({ people, conversation }) => people.answers(conversation, 'never')],
  'agent-notes': [1, ({ people, conversation }) => people.answers(conversation, 'auto', 'note')],
  'agent-takes-back': [2, ({ people, conversation, b }) => people.takesBack(conversation, b % 4)],
  'agent-sends-now': [2, ({ people, conversation }) => people.decides(conversation, 'send-now')],
  'agent-holds': [1, ({ people, conversation }) => people.decides(conversation, 'hold')],
  'agent-releases': [1, ({ people, conversation }) => people.decides(conversation, 'release')],
  'agent-skips': [1, ({ people, conversation }) => people.decides(conversation, 'skip')],
  'agent-solves': [1, ({ people, conversation }) => people.changesStatus(conversation, 'solved')],
  'agent-closes': [1, ({ people, conversation }) => people.changesStatus(conversation, 'closed')],
  'admin-switches-off': [1, ({ people }) => people.switchesOff()],
  'admin-switches-on': [1, ({ people }) => people.saves({ continuousConversations: true })],
  'admin-changes-delay': [
    1,
    ({ people, a, b }) => people.saves({ delayMinutes: 1 + (a % 15), emailReplyDelayMinutes: b % 4 }),
  ],
  'a-moment-passes': [5, ({ passing, now, b }) => passing.to(now + (1 + (b % 40)) * second)],
  'minutes-pass': [6, ({ passing, now, b }) => passing.to(now + (1 + (b % 25)) * minute)],
  'until-the-next-thing': [
    14,
    ({ passing, system, now }) => passing.to(Math.min(system.machine.nextAt() ?? Infinity, now + 60 * minute)),
  ],
  'until-an-edge': [
    6,
    async ({ passing, system, conversation, now, b }) => {
      await passing.to(edgeOf(conversation, now) + ((b % 5) - 2) * second);
      if (b % 2 === 0) system.ringsAgain(0);
    },
  ],
  'rings-again': [3, ({ system, b }) => system.ringsAgain(b)],
  sweep: [2, ({ system }) => system.sweep()],
  'everything-stops': [1, ({ system }) => system.stops()],
} satisfies Record<string, Happening>;

export type Kind = keyof typeof commands;

/** The moment at which the conversation's claim may be taken over, or its e-mail is due. */
function edgeOf({ sending, pending }: Conversation, now: number): number {
  if (sending !== null) return Date.parse(plusMinutes(sending.claimUntil, 15));
  return pending === null ? now : Date.parse(pending.dueAt);
}
