import type { Instant } from '../instant.ts';
import type { Conversation, LastMessage } from '../records/conversation.ts';
import { withoutAnswer } from '../records/episode.ts';
import { next } from '../records/ids.ts';
import { isForVisitor } from '../records/message.ts';
import type {
  Attachment,
  Author,
  Channel,
  Message,
  Notify,
  Received,
  SystemKind,
  SystemReason,
  Visibility,
} from '../records/message.ts';
import type { Settings } from '../settings/settings.ts';
import { ownDueAt, withIntent } from './intent.ts';
import { pastHold } from './past-hold.ts';

/** A message before it has its place in a conversation. */
export interface Draft {
  readonly author: Author;
  readonly channel: Channel;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly visibility?: Visibility;
  readonly notify?: Notify;
  readonly clientMessageId?: string;
  readonly kind?: SystemKind;
  readonly reason?: SystemReason;
  readonly received?: Received;
}

export interface Appended {
  readonly conversation: Conversation;
  readonly message: Message;
}

/** Only agents see it, and nothing follows from it; a mail that nobody here can read is noted, too, and asks for an answer. */
export function isMereNote({ visibility, kind }: Draft): boolean {
  return visibility === 'note' && kind !== 'encrypted-mail';
}

const snippetLength = 120;
/** Of one that stands beside another: the item is written with every message, and DynamoDB counts its kilobytes. */
const secondSnippetLength = 60;

/**
 * The conversation with one message more, and that message. The message carries its notification's intent into the
 * conversation, so that whoever writes both in one transaction cannot lose it.
 */
export function append(
  conversation: Conversation,
  draft: Draft,
  settings: Pick<Settings, 'delayMinutes' | 'emailReplyDelayMinutes'>,
  now: Instant,
): Appended {
  const message = place(conversation, draft, now);
  const dueAt = ownDueAt(message, conversation, settings);
  const due = dueAt === undefined ? message : { ...message, dueAt };
  const open = pastHold(conversation, due) === null ? conversation : { ...conversation, pending: null };
  return { message: due, conversation: withIntent(withMessage(open, due), due) };
}

function place(conversation: Conversation, draft: Draft, now: Instant): Message {
  const { author, visibility = 'public' } = draft;
  const { agent, visitor } = conversation.counts;
  return {
    conversationId: conversation.id,
    seq: next(conversation.lastSeq),
    author,
    channel: draft.channel,
    text: draft.text,
    attachments: draft.attachments ?? [],
    sentAt: now,
    visibility,
    notify: draft.notify ?? 'auto',
    ...(draft.clientMessageId === undefined ? {} : { clientMessageId: draft.clientMessageId }),
    ...(draft.kind === undefined ? {} : { kind: draft.kind }),
    ...(draft.reason === undefined ? {} : { reason: draft.reason }),
    ...(draft.received === undefined ? {} : { received: draft.received }),
    countsThrough: {
      agent: agent + (author.kind === 'agent' && visibility === 'public' ? 1 : 0),
      visitor: visitor + (author.kind === 'visitor' || author.kind === 'other' ? 1 : 0),
    },
  };
}

function withMessage(conversation: Conversation, message: Message): Conversation {
  const isPublic = message.visibility === 'public';
  const placed: Conversation = {
    ...conversation,
    lastSeq: message.seq,
    counts: message.countsThrough,
    updatedAt: message.sentAt,
    ...lastWith(conversation, message),
  };
  switch (message.author.kind) {
    case 'visitor':
      return {
        ...waiting(placed, message.sentAt),
        status: conversation.status === 'closed' ? 'closed' : 'open',
        lastVisitorChannel: message.channel,
      };
    case 'other':
      return waiting(placed, message.sentAt);
    case 'agent':
      return isPublic ? answered(placed, message.sentAt) : placed;
    case 'system':
      return placed;
  }
}

/** What lists show: an automatic message does not hide what a person has asked, nor a stranger's mail what the visitor has. */
function lastWith({ last, lastByPerson }: Conversation, message: Message): Pick<Conversation, 'last' | 'lastByPerson'> {
  if (message.author.kind === 'other') return { last, lastByPerson: beside(lastMessage(message)) };
  if (!isForVisitor(message)) return { last };
  const isByPerson = message.author.kind !== 'system';
  const person = lastByPerson ?? (last === null || last.author.kind === 'system' ? undefined : beside(last));
  return { last: lastMessage(message), lastByPerson: isByPerson ? undefined : person };
}

function beside(message: LastMessage): LastMessage {
  return { ...message, snippet: shortened(message.snippet, secondSnippetLength) };
}

function waiting(conversation: Conversation, since: Instant): Conversation {
  return conversation.waitingSince === null
    ? { ...conversation, waitingSince: since, queuedSince: since }
    : conversation;
}

function answered(conversation: Conversation, at: Instant): Conversation {
  return conversation.waitingSince === null ? conversation : { ...conversation, waitingSince: null, queuedSince: at };
}

function lastMessage(message: Message): NonNullable<Conversation['last']> {
  const { seq, author, channel, sentAt, attachments } = message;
  const text = message.text.replace(/\s+/gu, ' ').trim();
  if (text !== '' || attachments.length === 0)
    return { seq, author, channel, snippet: shortened(text, snippetLength), sentAt };
  const names = attachments.map(({ filename }) => filename).join(', ');
  return { seq, author, channel, snippet: shortened(names, snippetLength), filesOnly: true, sentAt };
}

function shortened(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}

/** The message as what remains of it after its author took it back, and the conversation without its words. */
export function retract(conversation: Conversation, message: Message, now: Instant): Appended {
  const gone: Message = { ...message, text: '', attachments: [], deletedAt: now };
  const { last, lastByPerson, pending } = conversation;
  return {
    message: gone,
    conversation: {
      ...conversation,
      last: last?.seq === gone.seq ? lastMessage(gone) : last,
      lastByPerson: lastByPerson?.seq === gone.seq ? lastMessage(gone) : lastByPerson,
      pending: pending && withoutAnswer(pending, message.seq),
      updatedAt: now,
    },
  };
}
