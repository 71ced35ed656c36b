import type { Conversation, MessagePage, SentMessage } from '../../contract/conversations.ts';
import type { LiveEvent } from '../../contract/live.ts';
import type { Message } from '../../contract/messages.ts';
import type { Visitor } from '../../contract/people.ts';
import type { WidgetInfo } from '../../contract/widget.ts';
import { withMessages, withOneMessage } from '../shared/thread.ts';
import type { Thread } from '../shared/thread.ts';
import type { Outgoing } from './stored.ts';

export type Notice = 'link-expired' | 'link-unknown';

/** All that the panel shows. */
export interface ChatState {
  readonly isOpen: boolean;
  readonly view: 'conversation' | 'list';
  readonly info: WidgetInfo | null;
  readonly visitor: Visitor | null;
  /** The session came from a resume link: it sees one conversation and cannot change the profile. */
  readonly isLimited: boolean;
  /** A link from an e-mail leads somewhere, and it is not known yet where. */
  readonly isFollowingLink: boolean;
  /** The conversations are known, or there can be none yet. */
  readonly isLoaded: boolean;
  /** Newest first. */
  readonly conversations: readonly Conversation[];
  /** `null`: a conversation that has not begun yet. */
  readonly currentId: string | null;
  readonly threads: Readonly<Record<string, Thread>>;
  readonly outgoing: readonly Outgoing[];
  readonly isConnected: boolean;
  readonly notice: Notice | null;
  /** Where the line "new messages" stands: after this seq of the current conversation. */
  readonly newAfter: number | null;
  /** An agent is writing in this conversation, as far as is known until then (local time). */
  readonly typing: { readonly conversationId: string; readonly until: number } | null;
}

export const initialState: ChatState = {
  isOpen: false,
  view: 'conversation',
  info: null,
  visitor: null,
  isLimited: false,
  isFollowingLink: false,
  isLoaded: false,
  conversations: [],
  currentId: null,
  threads: {},
  outgoing: [],
  isConnected: true,
  notice: null,
  newAfter: null,
  typing: null,
};

/** How many messages one page asks for. */
export const pageSize = 100;

export function currentConversation(state: ChatState): Conversation | undefined {
  return state.conversations.find((conversation) => conversation.id === state.currentId);
}

export function currentThread(state: ChatState): Thread | undefined {
  return state.currentId === null ? undefined : state.threads[state.currentId];
}

/** There is nothing in it for the visitor to see: only somebody else has written, to agents. */
export function isBlank({ continues, lastMessage }: Conversation): boolean {
  return Boolean(continues) && !lastMessage;
}

/** Where the visitor goes on: in the newest, unless it goes on in another one. */
export function newestConversation(conversations: readonly Conversation[]): Conversation | undefined {
  const shown = conversations.filter((one) => !isBlank(one));
  const goesOn = ({ continuedBy }: Conversation): boolean => shown.some(({ id }) => id === continuedBy);
  return shown.find((one) => !goesOn(one)) ?? shown[0];
}

/** The state without conversations that are another visitor's now. */
export function withoutConversations(state: ChatState, gone: readonly string[]): ChatState {
  if (gone.length === 0) return state;
  const isGone = (id: string | null): boolean => id !== null && gone.includes(id);
  return {
    ...state,
    conversations: state.conversations.filter(({ id }) => !isGone(id)),
    threads: Object.fromEntries(Object.entries(state.threads).filter(([id]) => !isGone(id))),
    currentId: isGone(state.currentId) ? null : state.currentId,
  };
}

/** Unread messages in all conversations: the number on the launcher. */
export function unreadInAll(state: ChatState): number {
  return state.conversations.reduce((sum, conversation) => sum + conversation.unreadCount, 0);
}

/** Where the newest page of a conversation begins; the first one of a conversation that is not known. */
export function newestPageAfter(conversation: Conversation | undefined): number {
  return Math.max(0, (conversation?.lastSeq ?? 0) - pageSize);
}

/** The state with a conversation, and its visitor, as they stand now; an older copy never replaces a newer one. */
export function withConversation(state: ChatState, conversation: Conversation): ChatState {
  const known = state.conversations.find((one) => one.id === conversation.id);
  if (known !== undefined && known.updatedAt > conversation.updatedAt) return state;
  const readThrough = Math.max(conversation.visitorReadThrough, known?.visitorReadThrough ?? 0);
  const merged = { ...conversation, visitorReadThrough: readThrough };
  const others = state.conversations.filter((one) => one.id !== conversation.id);
  const conversations = [...others, merged].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
  return recounted({ ...state, conversations, visitor: conversation.visitor }, conversation.id);
}

/** The state with a page of messages that was asked for with `after`. */
export function withPage(state: ChatState, page: MessagePage, after: number): ChatState {
  const { id } = page.conversation;
  const thread = withMessages(state.threads[id], page, after);
  const withThread = { ...state, threads: { ...state.threads, [id]: thread } };
  return withoutConfirmed(withConversation(withThread, page.conversation), page.messages);
}

/** What came of an event: the new state, and from where messages are missing, if any are. */
export interface Applied {
  readonly state: ChatState;
  readonly missing?: { readonly conversationId: string; readonly after: number };
}

/** The state after something the server pushed, or answered. */
export function withEvent(state: ChatState, event: LiveEvent, localNow: number): Applied {
  switch (event.type) {
    case 'message':
      return withMessage(state, event.conversationId, event.message);
    case 'conversation':
      return { state: withConversation(state, event.conversation) };
    case 'read':
      return { state: event.by === 'visitor' ? withRead(state, event.conversationId, event.through) : state };
    case 'typing':
      if (event.by !== 'agent') return { state };
      return { state: { ...state, typing: { conversationId: event.conversationId, until: localNow + 6_000 } } };
  }
}

/** The state with one message that was just written, changed or taken back. */
function withMessage(state: ChatState, conversationId: string, message: Message): Applied {
  const thread = state.threads[conversationId];
  const typing = state.typing?.conversationId === conversationId ? null : state.typing;
  const cleared = withoutConfirmed({ ...state, typing }, [message]);
  if (thread === undefined) return { state: cleared };
  const grown = withOneMessage(thread, message);
  if (grown === undefined) return { state: cleared, missing: { conversationId, after: thread.through } };
  return { state: recounted({ ...cleared, threads: { ...state.threads, [conversationId]: grown } }, conversationId) };
}

/** The state with the visitor's read cursor moved on, never back. */
export function withRead(state: ChatState, conversationId: string, through: number): ChatState {
  const conversations = state.conversations.map((one) =>
    one.id === conversationId && one.visitorReadThrough < through ? { ...one, visitorReadThrough: through } : one,
  );
  return recounted({ ...state, conversations }, conversationId);
}

/** The state after a message was sent that was written in one conversation (`null`: a new one) and stands in another now, or in the same. */
export function withSent(
  state: ChatState,
  from: string | null,
  to: string,
  { message, conversation }: SentMessage,
): ChatState {
  const outgoing = state.outgoing.map((one) => (one.conversationId === from ? { ...one, conversationId: to } : one));
  const thread = state.threads[to] ?? { after: message.seq - 1, through: message.seq - 1, messages: [] };
  const known = { ...state, outgoing, threads: { ...state.threads, [to]: thread } };
  const placed = conversation === undefined ? known : withConversation(known, conversation);
  return placed.currentId === from ? { ...placed, currentId: to } : placed;
}

/** Whether the visitor wrote the message. */
export function isOwn(message: Message): boolean {
  return message.author.kind === 'visitor';
}

/** Counts unread answers anew where all of them are known; else the server's count stands. */
function recounted(state: ChatState, conversationId: string): ChatState {
  const thread = state.threads[conversationId];
  if (thread === undefined) return state;
  const conversations = state.conversations.map((one) => {
    if (one.id !== conversationId || one.visitorReadThrough < thread.after || one.lastSeq > thread.through) return one;
    const unread = thread.messages.filter(
      ({ seq, author, deletedAt }) =>
        author.kind === 'agent' && seq > one.visitorReadThrough && deletedAt === undefined,
    ).length;
    return unread === one.unreadCount ? one : { ...one, unreadCount: unread };
  });
  return { ...state, conversations };
}

function withoutConfirmed(state: ChatState, messages: readonly Message[]): ChatState {
  const confirmed = new Set(messages.map((message) => message.clientMessageId));
  const outgoing = state.outgoing.filter((one) => !confirmed.has(one.clientMessageId));
  return outgoing.length === state.outgoing.length ? state : { ...state, outgoing };
}
