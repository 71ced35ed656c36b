import type { Draft } from '../conversation/append.ts';
import { plusSeconds } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import { seq } from '../records/ids.ts';
import type { Seq } from '../records/ids.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Opening } from '../settings/operating-hours.ts';
import { chooseLocale } from '../settings/settings.ts';
import type { Rules } from '../settings/settings.ts';
import { aboutAddress, automaticText } from './texts.ts';

/** A conversation is idle when nobody has written for this long. */
const idleSeconds = 5;

/** What an automatic voice has to say, and the conversation that remembers that it spoke. */
export interface AutomaticMessage {
  readonly draft: Draft;
  readonly conversation: Conversation;
}

export interface IdleSituation {
  readonly conversation: Conversation;
  readonly visitor: Visitor;
  readonly rules: Rules;
  readonly opening: Opening;
  readonly now: Instant;
}

/**
 * What is said when a conversation has been idle: the request for an address, else the away message, never both, since
 * one automatic voice speaks per idle window (the time after a message of the visitor's). Null if there is nothing to say.
 */
export function automaticMessage(situation: IdleSituation): AutomaticMessage | null {
  const { conversation, now } = situation;
  const { last } = conversation;
  if (last?.author.kind !== 'visitor' || conversation.status === 'closed') return null;
  if (now < plusSeconds(last.sentAt, idleSeconds)) return null;
  if (conversation.automatic.spokeAfter >= last.seq) return null;
  return requestForAddress(situation, last.seq) ?? awayMessage(situation, last.seq);
}

function requestForAddress({ conversation, visitor, rules }: IdleSituation, after: Seq): AutomaticMessage | null {
  const trigger = rules.triggers['request-email'];
  if (!trigger.active || visitor.address !== null || conversation.automatic.requestedEmailAt !== null) return null;
  const locale = chooseLocale(rules.settings, visitor.locale);
  return {
    draft: systemDraft('request-email', trigger.texts[locale] ?? automaticText('request-email', locale)),
    conversation: {
      ...conversation,
      automatic: { ...conversation.automatic, requestedEmailAt: seq(conversation.lastSeq + 1), spokeAfter: after },
    },
  };
}

function awayMessage(
  { conversation, visitor, rules, opening, now }: IdleSituation,
  after: Seq,
): AutomaticMessage | null {
  const trigger = rules.triggers['away-message'];
  if (!trigger.active || opening.kind === 'open' || saidWhileAway(conversation, opening, now)) return null;
  const locale = chooseLocale(rules.settings, visitor.locale);
  return {
    draft: systemDraft('away', trigger.texts[locale] ?? automaticText('away-message', locale)),
    conversation: {
      ...conversation,
      automatic: { ...conversation.automatic, awayUntil: opening.backAt ?? now, spokeAfter: after },
    },
  };
}

/** The away message stands for one absence: until the return that it promised. */
function saidWhileAway(
  conversation: Conversation,
  opening: Extract<Opening, { kind: 'closed' }>,
  now: Instant,
): boolean {
  const promised = conversation.automatic.awayUntil;
  if (promised === null) return false;
  return opening.backAt === null || promised === opening.backAt || promised > now;
}

/** The message that confirms an address in the conversation. */
export function addressConfirmation(visitor: Visitor, email: string, rules: Rules): Draft {
  const locale = chooseLocale(rules.settings, visitor.locale);
  return systemDraft('email-confirmation', aboutAddress(automaticText('email-confirmation', locale), email));
}

function systemDraft(kind: NonNullable<Draft['kind']>, text: string): Draft {
  return { author: { kind: 'system' }, channel: 'messaging', kind, text };
}
