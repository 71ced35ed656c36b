import { isCanary } from '../canary/canary-id.ts';
import type { Instant } from '../instant.ts';
import type { Conversation } from '../records/conversation.ts';
import type { DecisionRecord } from '../records/decision.ts';
import type { Author, Message } from '../records/message.ts';
import type { OutboundEmail } from '../records/outbound-email.ts';
import type { Visitor } from '../records/visitor.ts';
import type { DomainEvent } from './domain-event.ts';
import type { Happening } from './happening.ts';

/**
 * What integrators are told of a happening, in words that carry nothing private: the table of docs/events.md, row by row.
 * Nothing of the canary.
 */
export function eventsOf(happening: Happening): readonly DomainEvent[] {
  if (isCanary(subjectOf(happening))) return [];
  const { at } = happening;
  switch (happening.of) {
    case 'conversation':
      return ofConversation(happening.before, happening.after, happening.version, at);
    case 'message':
      return ofMessage(happening.before, happening.after);
    case 'decision':
      return [decided(happening.after)];
    case 'email':
      return ofEmail(happening.before, happening.after);
    case 'visitor':
      return ofVisitor(happening.before, happening.after, at);
    case 'erasure': {
      const { visitorId } = happening;
      return [{ detailType: 'visitor erased', detail: { version: 1, id: `${visitorId}.erased`, at, visitorId } }];
    }
  }
}

/** The conversation or visitor that it is about. */
function subjectOf(happening: Happening): string {
  switch (happening.of) {
    case 'conversation':
    case 'visitor':
      return happening.after.id;
    case 'erasure':
      return happening.visitorId;
    default:
      return happening.after.conversationId;
  }
}

function ofConversation(
  before: Conversation | undefined,
  after: Conversation,
  version: number,
  at: Instant,
): readonly DomainEvent[] {
  const { id, visitorId, status, assignee, lastSeq, continues, createdAt } = after;
  const common = (what: string) =>
    ({
      version: 1,
      id: `${id}.${version}.${what}`,
      at,
      conversationId: id,
      conversationVersion: version,
      visitorId,
      status,
      assignee,
      lastSeq,
    }) as const;
  if (before === undefined) {
    const detail = { ...common('created'), at: createdAt, channel: after.lastVisitorChannel, continues };
    return [{ detailType: 'conversation created', detail }];
  }
  const events: DomainEvent[] = [];
  if (before.status !== status) {
    const detail = { ...common('status'), previousStatus: before.status };
    events.push({ detailType: 'conversation status changed', detail });
  }
  if (before.assignee !== assignee) {
    const detail = { ...common('assignee'), previousAssignee: before.assignee };
    events.push({ detailType: 'conversation assigned', detail });
  }
  if (before.visitorId !== visitorId) {
    const detail = { ...common('visitor'), previousVisitorId: before.visitorId };
    events.push({ detailType: 'conversation brought along', detail });
  }
  for (const by of ['visitor', 'agent'] as const) {
    const through = after[`${by}ReadThrough`];
    if (before[`${by}ReadThrough`] === through) continue;
    events.push({ detailType: 'conversation read', detail: { ...common(`read-by-${by}`), by, through } });
  }
  return events;
}

function ofMessage(before: Message | undefined, after: Message): readonly DomainEvent[] {
  const { conversationId, seq, author, channel, visibility, kind, attachments, sentAt, deletedAt } = after;
  const id = `${conversationId}.message.${seq}`;
  if (before === undefined) {
    const detail = {
      version: 1,
      id,
      at: sentAt,
      conversationId,
      seq,
      author: idOf(author),
      channel,
      visibility,
      ...(kind === undefined ? {} : { kind }),
      attachments: attachments.length,
    } as const;
    return [{ detailType: 'message added', detail }];
  }
  if (deletedAt === undefined || before.deletedAt !== undefined) return [];
  const detail = { version: 1, id: `${id}.deleted`, at: deletedAt, conversationId, seq } as const;
  return [{ detailType: 'message deleted', detail }];
}

/** Without the names and addresses that a message's author has. */
function idOf(author: Author): Extract<DomainEvent, { detailType: 'message added' }>['detail']['author'] {
  return author.kind === 'visitor' || author.kind === 'agent'
    ? { kind: author.kind, id: author.id }
    : { kind: author.kind };
}

function decided({ conversationId, episode, arm, decision, at, saw }: DecisionRecord): DomainEvent {
  const { firstSeq, through } = saw;
  const id = `${conversationId}.decision.${episode}.${arm}.${decision}`;
  return {
    detailType: 'notification decided',
    detail: { version: 1, id, at, conversationId, episode, arm, decision, firstSeq, through },
  };
}

function ofEmail(before: OutboundEmail | undefined, after: OutboundEmail): readonly DomainEvent[] {
  const { conversationId, episode, attempt, sesId, state, stateAt, messages } = after;
  if (before?.state === state && before.attempt === attempt) return [];
  const id = `${conversationId}.email.${episode}.${attempt}.${state}`;
  return [
    {
      detailType: 'e-mail state changed',
      detail: { version: 1, id, at: stateAt, conversationId, episode, attempt, sesId, state, messages },
    },
  ];
}

/** A visitor without an address is nothing to tell of: their conversation will be. */
function ofVisitor(before: Visitor | undefined, after: Visitor, at: Instant): readonly DomainEvent[] {
  const { id: visitorId, address, addressVersion } = after;
  const changed = before === undefined ? address !== null : before.addressVersion !== addressVersion;
  if (!changed) return [];
  return [
    {
      detailType: 'visitor address changed',
      detail: {
        version: 1,
        id: `${visitorId}.address.${addressVersion}`,
        at,
        visitorId,
        addressVersion,
        address: address?.state ?? 'none',
      },
    },
  ];
}
