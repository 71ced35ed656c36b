import type * as wire from '../../../contract/wire.ts';
import { allMessages } from '../../domain/conversation/all-messages.ts';
import { instantOf, plusSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConversationId } from '../../domain/records/ids.ts';
import type { ReplayStore } from '../../domain/replay/replay-store.ts';
import { replay } from '../../domain/replay/replay.ts';
import type { ReplayedEmail } from '../../domain/replay/replay.ts';
import type { Table } from '../../domain/table/table.ts';
import type { AgentHandler } from '../agent/identity.ts';
import type { AgentPorts } from '../agent/ports.ts';
import { decodeFields, wholeNumber, Wrong } from '../http/decode.ts';
import type { Decoder } from '../http/decode.ts';
import { Problem } from '../http/problem.ts';

const daySeconds = 24 * 60 * 60;
/** Of the first and the last day. */
const mostDays = 31;
/** Conversations that are read at the same time. */
const atOnce = 25;
const mostListed = 1_000;

/**
 * `POST /v1/admin/replay`: which e-mails would have gone out between two instants with another delay, beside how many did. Of answers in
 * the last 90 days; visitors without an address count apart.
 */
export function showReplay({ table }: Pick<AgentPorts, 'table'>): AgentHandler {
  return async (request) => {
    const wanted = decodeFields(request.json(), { delayMinutes: wholeNumber(1, 1440), from: instant, to: instant });
    const { delayMinutes, from, to } = wanted;
    if (to < from || Date.parse(to) - Date.parse(from) > mostDays * daySeconds * 1000) {
      const says = `must be after from, and at most ${mostDays} days`;
      throw new Problem(400, 'invalid_request', `to ${says}.`, { errors: { to: says } });
    }
    const { settings } = await table.rules();
    const delays = { ...settings, delayMinutes };
    const ids = await answeredBetween(table, plusSeconds(from, -daySeconds), to);
    const emails: (ReplayedEmail & { readonly conversationId: ConversationId })[] = [];
    let [sent, withoutAddress] = [0, 0];
    for (let first = 0; first < ids.length; first += atOnce) {
      const pasts = await Promise.all(ids.slice(first, first + atOnce).map((id) => pastOf(table, id)));
      for (const { id, past, sentAt, hasAddress } of pasts) {
        const replayed = replay(past, delays).filter(({ at }) => at >= from && at < to);
        if (hasAddress) emails.push(...replayed.map((email) => ({ conversationId: id, ...email })));
        else withoutAddress += replayed.length;
        sent += sentAt.filter((at) => at >= from && at < to).length;
      }
    }
    const inOrder = emails.toSorted((a, b) => (a.at < b.at ? -1 : 1));
    return {
      status: 200,
      body: {
        ...wanted,
        wouldHaveBeenSent: emails.length,
        sent,
        withoutAddress,
        emails: inOrder.slice(0, mostListed),
      } satisfies wire.Replay,
    };
  };
}

const instant: Decoder<Instant> = (value) => {
  if (value === undefined) throw new Wrong('is missing');
  const date = typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) ? new Date(value) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) throw new Wrong('must be an ISO 8601 time');
  return instantOf(date);
};

/** An answer of the day before may be due in the range. */
async function answeredBetween(
  table: Pick<ReplayStore, 'answeredOn'>,
  from: Instant,
  to: Instant,
): Promise<readonly ConversationId[]> {
  const ids = new Set<ConversationId>();
  const last = plusSeconds(to, daySeconds).slice(0, 10);
  for (let day = from; day.slice(0, 10) < last; day = plusSeconds(day, daySeconds)) {
    for (const id of await table.answeredOn(day)) ids.add(id);
  }
  return [...ids];
}

async function pastOf(table: Table, id: ConversationId) {
  const [conversation, messages, reads, { emails }] = await Promise.all([
    table.conversation(id),
    allMessages(table, id),
    table.reads(id),
    table.ledger(id),
  ]);
  const visitor = conversation && (await table.visitor(conversation.visitorId));
  const address = visitor?.address ?? null;
  return { id, past: { messages, reads }, sentAt: emails.map((email) => email.sentAt), hasAddress: address !== null };
}
