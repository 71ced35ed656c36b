import { earlierOf, plusMinutes } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Seq } from '../records/ids.ts';
import { isAnswer } from '../records/message.ts';
import type { Message } from '../records/message.ts';
import type { Settings } from '../settings/settings.ts';

/** Up to where a visitor had read, and when they got there. */
export interface ReadAt {
  readonly through: Seq;
  readonly at: Instant;
}

/** A conversation as it went. */
export interface Past {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** In any order. */
  readonly reads: readonly ReadAt[];
}

/** An e-mail that would have gone out. */
export interface ReplayedEmail {
  readonly at: Instant;
  /** The messages it would have carried. */
  readonly messages: readonly Seq[];
}

/**
 * Which e-mails a conversation would have had with other delays: the rules of the unread episode on what was written and read. That the
 * visitor read because an e-mail came is not known, and neither are holds, presence and opt-outs looked at.
 */
export function replay(
  { messages, reads }: Past,
  delays: Pick<Settings, 'delayMinutes' | 'emailReplyDelayMinutes'>,
): readonly ReplayedEmail[] {
  const answers = answersOf(messages, delays);
  const emails: ReplayedEmail[] = [];
  let next: Answer | undefined = answers[0];
  while (next !== undefined) {
    const { at, seen, unread } = episodeFrom(answers, next, reads);
    if (unread.length > 0) emails.push({ at, messages: unread.map(({ seq }) => seq) });
    next = answers[answers.indexOf(seen.at(-1) ?? next) + 1];
  }
  return emails;
}

interface Answer {
  readonly seq: Seq;
  readonly sentAt: Instant;
  /** When it alone would be e-mailed. */
  readonly dueAt: Instant;
}

function answersOf(messages: readonly Message[], delays: Parameters<typeof replay>[1]): readonly Answer[] {
  const answers: Answer[] = [];
  let byEmail = false;
  for (const message of messages) {
    const { author, channel, seq, sentAt, notify } = message;
    if (author.kind === 'visitor') byEmail = channel === 'email';
    if (!isAnswer(message) || notify === 'never') continue;
    const delay = notify === 'now' ? 0 : byEmail ? delays.emailReplyDelayMinutes : delays.delayMinutes;
    answers.push({ seq, sentAt, dueAt: plusMinutes(sentAt, delay) });
  }
  return answers;
}

/** When the clock of the episode that begins with an answer rings for good, which answers it sees then, and which of them are unread. */
function episodeFrom(
  answers: readonly Answer[],
  first: Answer,
  reads: readonly ReadAt[],
): { readonly at: Instant; readonly seen: readonly Answer[]; readonly unread: readonly Answer[] } {
  const from = answers.slice(answers.indexOf(first));
  const at = ringOf(first, from);
  const seen = from.filter(({ sentAt }) => sentAt <= at);
  const unread = seen.filter(({ seq }) => !wasRead(reads, seq, at));
  const begin = unread[0];
  // Read in part, it goes on with the first unread answer, whose time may not have come.
  const goesOn = begin !== undefined && begin !== first && ringOf(begin, unread) > at;
  return goesOn ? episodeFrom(answers, begin, reads) : { at, seen, unread };
}

/** The first answer sets the time; what is sent before that, and is due earlier, moves it forward. */
function ringOf(first: Answer, later: readonly Answer[]): Instant {
  return later.reduce((at, { sentAt, dueAt }) => (sentAt <= at ? earlierOf(at, dueAt) : at), first.dueAt);
}

function wasRead(reads: readonly ReadAt[], seq: Seq, by: Instant): boolean {
  return reads.some(({ through, at }) => through >= seq && at <= by);
}
