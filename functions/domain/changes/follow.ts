import type * as wire from '../../../contract/wire.ts';
import { isCanary } from '../canary/canary-id.ts';
import type { ConversationStore } from '../conversation/conversation-store.ts';
import { findTerms } from '../conversation/find-terms.ts';
import type { VisitorStore } from '../conversation/visitor-store.ts';
import type { AttachmentFiles } from '../files/attachment-files.ts';
import { messageState } from '../notification/message-state.ts';
import type { MessageNotification } from '../notification/message-state.ts';
import { addressChanged } from '../notification/rescue.ts';
import type { UnreadTimer } from '../notification/unread-timer.ts';
import type { ConnectionStore } from '../realtime/connection-store.ts';
import { endConnections, pushToAgents, pushToVisitor } from '../realtime/push.ts';
import type { Realtime } from '../realtime/realtime.ts';
import type { Conversation } from '../records/conversation.ts';
import type { KeptMail, SettledMail } from '../records/kept-mail.ts';
import { isAnswer, isForVisitor } from '../records/message.ts';
import type { Attachment, Message } from '../records/message.ts';
import type { Visitor } from '../records/visitor.ts';
import type { Transactions } from '../records/write.ts';
import type { ReplayStore } from '../replay/replay-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { World } from '../world.ts';

export interface FollowPorts {
  readonly world: World;
  readonly table: Transactions & ConversationStore & VisitorStore & SettingsStore & ReplayStore & ConnectionStore;
  readonly timer: UnreadTimer;
  readonly realtime: Realtime;
  readonly attachments: AttachmentFiles;
  readonly present: Presenting;
}

/** How pages are shown what they are told of: as HTTP shows it. */
export interface Presenting {
  readonly conversationForAgent: (conversation: Conversation, visitor: Visitor) => wire.Conversation;
  readonly conversationForVisitor: (conversation: Conversation, visitor: Visitor) => wire.Conversation;
  readonly messageForAgent: (
    message: Message,
    download: Download,
    notification: MessageNotification | undefined,
  ) => wire.Message;
  readonly messageForVisitor: (message: Message, download: Download) => wire.Message;
}

type Download = AttachmentFiles['downloadUrl'];

/** One record of the table's stream: what an item became, and what it was. */
export type Change =
  | { readonly kind: 'conversation'; readonly before: Conversation | undefined; readonly after: Conversation }
  | { readonly kind: 'message'; readonly before: Message | undefined; readonly after: Message }
  | { readonly kind: 'visitor'; readonly before: Visitor | undefined; readonly after: Visitor }
  /** An agent decided about it, or it is forgotten. */
  | { readonly kind: 'kept-mail'; readonly before: KeptMail; readonly after: SettledMail | undefined };

/**
 * Carries out what a change entails: timers, pushes, and another look at what waited for an address. All of it may be repeated.
 * Of the canary's changes only timers follow: nobody sees it.
 */
export async function follow(ports: FollowPorts, change: Change): Promise<void> {
  if (isCanarys(change)) {
    if (change.kind === 'conversation') await arm(ports, change.before, change.after);
    return;
  }
  switch (change.kind) {
    case 'conversation':
      await arm(ports, change.before, change.after);
      await noteRead(ports, change.before, change.after);
      await pushConversation(ports, change.before, change.after);
      if (change.before !== undefined && change.before.visitorId !== change.after.visitorId)
        await endConnections(ports, change.before.visitorId);
      return;
    case 'message':
      await noteAnswered(ports, change.before, change.after);
      await pushMessage(ports, change.after);
      await removeRetracted(ports, change.before, change.after);
      return;
    case 'visitor':
      await keepFindable(ports, change.before, change.after);
      if (change.before !== undefined && change.before.addressVersion !== change.after.addressVersion) {
        await addressChanged(ports.world, ports.table, change.after.id);
        await tellIfDisowned(ports, change.after);
      }
      return;
    case 'kept-mail':
      if (change.after === undefined || change.after.action === 'discard')
        await removeFiles(ports, change.before.attachments);
      return;
  }
}

function isCanarys(change: Change): boolean {
  return isCanary(subjectOf(change));
}

/** The conversation, the visitor or the kept mail that a change is about: within it the order counts. */
export function subjectOf(change: Change): string {
  switch (change.kind) {
    case 'message':
      return change.after.conversationId;
    case 'kept-mail':
      return change.before.id;
    default:
      return change.after.id;
  }
}

/** Seldom needed, so its words are loaded late. */
async function tellIfDisowned({ world, table }: FollowPorts, { id, refused }: Visitor): Promise<void> {
  if (refused.every(({ why }) => why !== 'not-me')) return;
  const { tellDisowned } = await import('../triggers/tell-disowned.ts');
  await tellDisowned(world, table, id);
}

/** Of a conversation that was erased meanwhile nothing is noted any more. */
async function noteAnswered({ table }: FollowPorts, before: Message | undefined, after: Message): Promise<void> {
  if (before !== undefined || !isAnswer(after)) return;
  const { conversationId, sentAt } = after;
  if ((await table.conversation(conversationId)) !== undefined) await table.noteAnswered(conversationId, sentAt);
}

/** When they read is known only now: the cursor says how far. */
async function noteRead(
  { table, world }: FollowPorts,
  before: Conversation | undefined,
  { id, visitorReadThrough }: Conversation,
): Promise<void> {
  if (before === undefined || before.visitorReadThrough === visitorReadThrough) return;
  if ((await table.conversation(id)) !== undefined)
    await table.noteRead(id, { through: visitorReadThrough, at: world.now() });
}

async function keepFindable({ table }: FollowPorts, before: Visitor | undefined, after: Visitor): Promise<void> {
  const [former, terms] = [before === undefined ? [] : findTerms(before), findTerms(after)];
  if (former.join('\n') === terms.join('\n')) return;
  await table.replaceFindTerms(after.id, former, terms);
  // Looked at afterwards: an erasure that does not see these terms is seen here.
  if ((await table.visitor(after.id)) === undefined) await table.replaceFindTerms(after.id, terms, []);
}

/** A timer for each new arm. While an e-mail is going out the next episode waits: the end of that arms it anew. */
async function arm(
  { timer, world }: FollowPorts,
  before: Conversation | undefined,
  { id, pending, sending }: Conversation,
): Promise<void> {
  if (pending?.state !== 'armed' || sending !== null) return;
  const { episode, arm: number, dueAt } = pending;
  const armed = before?.pending;
  if (armed?.episode === episode && armed.arm === number && before?.sending === null) return;
  const check = { conversationId: id, episode, arm: number };
  if (dueAt <= world.now()) await timer.checkNow(check);
  else await timer.arm(check, dueAt);
}

async function pushConversation(
  ports: FollowPorts,
  before: Conversation | undefined,
  after: Conversation,
): Promise<void> {
  const visitor = await ports.table.visitor(after.visitorId);
  if (visitor === undefined) return;
  const { id } = after;
  await pushToAgents(ports, { type: 'conversation', conversation: ports.present.conversationForAgent(after, visitor) });
  await pushToVisitor(ports, visitor, after, {
    type: 'conversation',
    conversation: ports.present.conversationForVisitor(after, visitor),
  });
  if (before === undefined) return;
  if (before.visitorReadThrough !== after.visitorReadThrough) {
    const push = { type: 'read', conversationId: id, by: 'visitor', through: after.visitorReadThrough } as const;
    await pushToAgents(ports, push);
    await pushToVisitor(ports, visitor, after, push);
  }
  if (before.agentReadThrough !== after.agentReadThrough) {
    const push = { type: 'read', conversationId: id, by: 'agent', through: after.agentReadThrough } as const;
    await pushToAgents(ports, push);
    await pushToVisitor(ports, visitor, after, push);
  }
}

async function pushMessage(ports: FollowPorts, message: Message): Promise<void> {
  const { conversationId } = message;
  const conversation = await ports.table.conversation(conversationId);
  const visitor = conversation && (await ports.table.visitor(conversation.visitorId));
  if (conversation === undefined || visitor === undefined) return;
  const download = ports.attachments.downloadUrl;
  const state = messageState(message, conversation, visitor, { emails: [], decisions: [] });
  await pushToAgents(ports, {
    type: 'message',
    conversationId,
    message: ports.present.messageForAgent(message, download, state),
  });
  if (!isForVisitor(message)) return;
  const push = {
    type: 'message',
    conversationId,
    message: ports.present.messageForVisitor(message, download),
  } as const;
  await pushToVisitor(ports, visitor, conversation, push);
}

/** The files of a message that its author took back, or that is otherwise without them now. */
async function removeRetracted(ports: FollowPorts, before: Message | undefined, after: Message): Promise<void> {
  const kept = new Set(after.attachments.map(({ id }) => id));
  await removeFiles(
    ports,
    (before?.attachments ?? []).filter(({ id }) => !kept.has(id)),
  );
}

async function removeFiles({ attachments }: FollowPorts, gone: readonly Attachment[]): Promise<void> {
  await Promise.all(gone.map(({ id }) => attachments.remove(id)));
}
