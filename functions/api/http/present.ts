import type * as wire from '../../../contract/wire.ts';
import { shownAddress } from '../../domain/email/shown-address.ts';
import { defaultTexts, filledIn } from '../../domain/email/texts/texts.ts';
import { hasOptedOut } from '../../domain/notification/decide.ts';
import { expectedEmail } from '../../domain/notification/expected-email.ts';
import type { MessageNotification } from '../../domain/notification/message-state.ts';
import { unreadCount } from '../../domain/records/conversation.ts';
import type { Conversation, LastMessage } from '../../domain/records/conversation.ts';
import type { Attachment, Author, Message } from '../../domain/records/message.ts';
import type { OutboundEmail } from '../../domain/records/outbound-email.ts';
import type { Visitor } from '../../domain/records/visitor.ts';

/** What is shown over HTTP and in pushes is made here alone, so that nothing is left out for visitors in one place and shown in another. */
export function presentVisitor(visitor: Visitor): wire.Visitor {
  const { id, name, address, locale } = visitor;
  return {
    id,
    name,
    email: address?.email,
    emailShown: shownApart(address?.email),
    emailState: address?.state,
    locale,
  };
}

/** For agents, with where they came from. */
export function presentVisitorForAgent(visitor: Visitor): wire.Visitor {
  const { pageUrl, createdAt, addressVersion } = visitor;
  return { ...presentVisitor(visitor), pageUrl, createdAt, addressVersion };
}

/** Where an attachment can be had, for a while. */
export type Download = (attachment: Attachment) => string;

export function presentMessageForVisitor(message: Message, download: Download): wire.Message {
  const { seq, author, channel, text, sentAt, clientMessageId, kind, reason, deletedAt } = message;
  const attachments = message.attachments.map((one) => ({ ...one, url: download(one) }));
  const words = { channel, text, attachments, sentAt, clientMessageId, kind, reason, deletedAt };
  return { seq, author: publicAuthor(author), ...words };
}

export function presentMessageForAgent(
  message: Message,
  download: Download,
  notification?: MessageNotification,
): wire.Message {
  const { notify, visibility, author, received } = message;
  return {
    ...presentMessageForVisitor(message, download),
    author: author.kind === 'other' ? publicAuthor(author) : author,
    notify,
    visibility,
    notification,
    quoted: received?.quoted === '' ? undefined : received?.quoted,
    answers: received?.answers,
    leftOut: received?.leftOut,
  };
}

export function presentConversationForVisitor(conversation: Conversation, visitor: Visitor): wire.Conversation {
  // What other people write by mail is for agents only.
  const shown = conversation.lastByPerson?.author.kind === 'other' ? undefined : conversation.lastByPerson;
  const person = shown ?? ifByPerson(conversation.last);
  return {
    ...presentConversation(conversation, visitor),
    unreadCount: unreadCount(conversation, 'visitor'),
    lastByPerson: person && presentLastMessage(person, visitor.locale),
  };
}

export function presentConversationForAgent(conversation: Conversation, visitor: Visitor): wire.Conversation {
  const { assignee, agentReadThrough, waitingSince, undelivered } = conversation;
  const expected = expectedEmail(conversation, visitor);
  const person = conversation.lastByPerson ?? ifByPerson(conversation.last);
  return {
    ...presentConversation(conversation, visitor),
    assignee,
    agentReadThrough,
    unreadCount: unreadCount(conversation, 'agent'),
    lastByPerson: person && presentLastMessage(person, visitor.locale),
    waitingSince: waitingSince ?? undefined,
    pendingNotification: expected === null ? undefined : presentPending(expected),
    undelivered: undelivered === null ? undefined : { firstSeq: undelivered.firstSeq },
    optedOut: visitor.address !== null && hasOptedOut(conversation, visitor.address.email) ? true : undefined,
  };
}

/** What an agent needs to find one of a visitor's conversations again. */
export function presentConversationInBrief(conversation: Conversation, visitor: Visitor): wire.ConversationInBrief {
  const { id, status, last, createdAt, updatedAt } = conversation;
  const person = conversation.lastByPerson ?? ifByPerson(last);
  return {
    id,
    status,
    lastMessage: last === null ? undefined : presentLastMessage(last, visitor.locale),
    lastByPerson: person && presentLastMessage(person, visitor.locale),
    createdAt,
    updatedAt,
  };
}

export function presentPending(pending: NonNullable<Conversation['pending']>): wire.PendingNotification {
  const { state, dueAt, firstSeq, episode } = pending;
  const shown = { armed: 'unread', 'waiting-for-address': 'waiting-for-address', 'held-by-agent': 'held' } as const;
  return { state: shown[state], dueAt: state === 'armed' ? dueAt : undefined, firstSeq, episode };
}

export function presentEmail(email: OutboundEmail): wire.SentEmail {
  const { episode, to, subject, sentAt, state, stateAt, reason, messages, attempt } = email;
  return { episode, to, toShown: shownApart(to), subject, sentAt, state, stateAt, reason, messages, attempt };
}

function presentConversation(conversation: Conversation, visitor: Visitor): Omit<wire.Conversation, 'unreadCount'> {
  const { id, status, lastSeq, visitorReadThrough, agentReadThrough, assignee } = conversation;
  const { last, createdAt, updatedAt, continues, continuedBy } = conversation;
  return {
    id,
    status,
    visitor: presentVisitor(visitor),
    assignee,
    lastSeq,
    visitorReadThrough,
    agentReadThrough,
    lastMessage: last === null ? undefined : presentLastMessage(last, visitor.locale),
    createdAt,
    updatedAt,
    continues: continues ?? undefined,
    continuedBy: continuedBy ?? undefined,
  };
}

/** Files without a word are named as such, in the visitor's language. */
function presentLastMessage({ snippet, filesOnly, ...last }: LastMessage, locale: string): wire.LastMessage {
  const text = filesOnly === true ? filledIn(defaultTexts(locale).attachments, { files: snippet }) : snippet;
  return { ...last, author: publicAuthor(last.author), text };
}

function ifByPerson(last: LastMessage | null): LastMessage | undefined {
  return last === null || last.author.kind === 'system' ? undefined : last;
}

/** As people read it, where that is not how it is stored. */
export function shownApart(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const shown = shownAddress(address);
  return shown === address ? undefined : shown;
}

/** Agents are known to visitors by their name; ids and addresses stay inside. */
function publicAuthor(author: Author): wire.Author {
  if (author.kind === 'agent') return { kind: author.kind, name: author.name };
  return author.kind === 'other' ? { ...author, emailShown: shownApart(author.email) } : { ...author };
}

/** As pushes show what changed (domain/changes/follow.ts). */
export const present = {
  conversationForAgent: presentConversationForAgent,
  conversationForVisitor: presentConversationForVisitor,
  messageForAgent: presentMessageForAgent,
  messageForVisitor: presentMessageForVisitor,
};
