import { isSameAddress } from '../../functions/domain/email/judge-sender.ts';
import { isUsable } from '../../functions/domain/notification/rescue.ts';
import type { Conversation } from '../../functions/domain/records/conversation.ts';
import type { OutboundEmail } from '../../functions/domain/records/outbound-email.ts';
import type { Visitor } from '../../functions/domain/records/visitor.ts';
import type { Finding, Rule } from './finding.ts';
import { partitionOf } from './items.ts';
import type { Item } from './items.ts';

/** What is known of a conversation for what leads to it from other partitions. */
export interface ConversationFacts {
  readonly id: string;
  readonly visitorId: string;
  readonly isClosed: boolean;
  readonly lastSeq: number;
  readonly continues: string | null;
  readonly continuedBy: string | null;
  /** For what its answers wait: any address, or another one than those that an e-mail came back from. */
  readonly waitsForAddress: { readonly otherThan: readonly string[] } | null;
  readonly emailedEpisodes: readonly number[];
}

export interface VisitorFacts {
  readonly id: string;
  /** To which e-mail may be sent. */
  readonly address: string | null;
}

/** What leads from an item elsewhere to a conversation. */
export type Link = { readonly pk: string; readonly sk: string; readonly conversationId: string } & (
  | { readonly kind: 'client-message'; readonly seq: number }
  | { readonly kind: 'reply-token' }
  | { readonly kind: 'ses-id'; readonly episode: number }
  | { readonly kind: 'visitor-conversation'; readonly visitorId: string }
);

/** Everything that is known for the checks across partitions. */
export interface Facts {
  readonly conversations: ReadonlyMap<string, ConversationFacts>;
  readonly visitors: ReadonlyMap<string, VisitorFacts>;
  readonly links: readonly Link[];
}

/** What an item says beyond its own partition; undefined for those that say nothing. */
export function linkOf(item: Item): Link | undefined {
  const { pk, sk, type } = item;
  const { conversationId, seq, episode } = item as { conversationId?: unknown; seq?: unknown; episode?: unknown };
  if (typeof conversationId !== 'string') return undefined;
  const link = { pk, sk, conversationId };
  switch (type) {
    case 'client-message':
      return pk.startsWith('VISITOR#') ? { ...link, kind: type, seq: Number(seq) } : undefined;
    case 'reply-token':
      return { ...link, kind: type };
    case 'ses-id':
      return { ...link, kind: type, episode: Number(episode) };
    case 'visitor-conversation':
      return { ...link, kind: type, visitorId: pk.slice('VISITOR#'.length) };
    default:
      return undefined;
  }
}

export function conversationFacts(id: string, items: readonly Item[]): ConversationFacts | undefined {
  const { conversation, emails } = partitionOf(id, items);
  if (conversation === undefined) return undefined;
  const { visitorId, status, lastSeq, continues, continuedBy } = conversation;
  return {
    id,
    visitorId,
    isClosed: status === 'closed',
    lastSeq,
    continues,
    continuedBy,
    waitsForAddress: waits(conversation, emails),
    emailedEpisodes: emails.map(({ episode }) => episode),
  };
}

/** It has an answer for which nothing will happen unless the visitor gives an address. */
function waits(
  { pending, undelivered }: Conversation,
  emails: readonly OutboundEmail[],
): ConversationFacts['waitsForAddress'] {
  if (pending?.state === 'waiting-for-address') return { otherThan: [] };
  if (undelivered === null) return null;
  const returned = emails.filter(
    ({ state, messages }) => state === 'bounced' && messages.some((seq) => undelivered.messages.includes(seq)),
  );
  return { otherThan: returned.map(({ to }) => to) };
}

export function visitorFacts(item: Item): VisitorFacts {
  const { id, address } = item.data as Visitor;
  return { id, address: address !== null && isUsable(address) ? address.email : null };
}

/** What is wrong between partitions. */
export function checkLinks({ conversations, visitors, links }: Facts): readonly Finding[] {
  const listed = new Set(
    links.flatMap((link) => (link.kind === 'visitor-conversation' ? [`${link.visitorId} ${link.conversationId}`] : [])),
  );
  return [
    ...links.flatMap((link) => checkLink(link, conversations.get(link.conversationId))),
    ...[...conversations.values()].flatMap((facts) => [
      ...checkSuccessor(facts, conversations),
      ...checkVisitor(facts, visitors.get(facts.visitorId), listed),
    ]),
  ];
}

function checkLink(link: Link, target: ConversationFacts | undefined): readonly Finding[] {
  const finding = (rule: Rule, detail: string): readonly Finding[] => [
    { rule, conversationId: link.conversationId, detail },
  ];
  if (target === undefined) return finding('link', `a ${link.kind} leads to it, and it is not there`);
  switch (link.kind) {
    case 'client-message':
      return link.seq >= 1 && link.seq <= target.lastSeq
        ? []
        : finding('client-message', `a client message id leads to message ${link.seq} of ${target.lastSeq}`);
    case 'ses-id':
      return target.emailedEpisodes.includes(link.episode)
        ? []
        : finding('link', `a SES id leads to episode ${link.episode}, which has no e-mail`);
    case 'visitor-conversation':
      return target.visitorId === link.visitorId ? [] : finding('link', 'is listed with a visitor who is not its own');
    case 'reply-token':
      return [];
  }
}

function checkSuccessor(
  { id, isClosed, visitorId, continues, continuedBy }: ConversationFacts,
  conversations: Facts['conversations'],
): readonly Finding[] {
  const finding = (detail: string): Finding => ({ rule: 'successor', conversationId: id, detail });
  const found: Finding[] = [];
  if (continuedBy !== null) {
    const successor = conversations.get(continuedBy);
    if (!isClosed) found.push(finding('has a successor and is not closed'));
    if (successor?.continues !== id) found.push(finding(`${continuedBy} should continue it and does not`));
    if (successor !== undefined && successor.visitorId !== visitorId)
      found.push(finding('its successor has another visitor'));
  }
  if (continues !== null && conversations.get(continues)?.continuedBy !== id) {
    found.push(finding(`says it continues ${continues}, which does not say so`));
  }
  return found;
}

function checkVisitor(
  { id, visitorId, waitsForAddress }: ConversationFacts,
  visitor: VisitorFacts | undefined,
  listed: ReadonlySet<string>,
): readonly Finding[] {
  const finding = (rule: Rule, detail: string): Finding => ({ rule, conversationId: id, detail });
  if (visitor === undefined) return [finding('link', 'its visitor is not there')];
  const found: Finding[] = [];
  if (!listed.has(`${visitorId} ${id}`)) found.push(finding('link', 'its visitor does not list it'));
  const { address } = visitor;
  if (address !== null && waitsForAddress?.otherThan.every((one) => !isSameAddress(one, address)) === true) {
    found.push(finding('stranded', 'an answer waits for an address, and the visitor has one'));
  }
  return found;
}
