import { createHash } from 'node:crypto';
import { readKeptMailId } from '../../domain/inbound/kept-mail-id.ts';
import type { Counter } from '../../domain/inbound/mail-store.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Audience } from '../../domain/realtime/connection-store.ts';
import type { Connection } from '../../domain/records/connection.ts';
import type { ConversationId, Seq } from '../../domain/records/ids.ts';
import type { UploadOwner } from '../../domain/records/upload.ts';
import type { ClientMessageScope } from '../../domain/records/write.ts';

/** The table's primary key. The layout is drawn in docs/architecture.md, "Data". */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** Partitions of each index: spreads the writes of a busy company over that many. */
export const shards = 4;

export const settingsKey: Key = { pk: 'SETTINGS', sk: 'CURRENT' };

export const canaryKey: Key = { pk: 'CANARY', sk: 'ROUND' };

export function triggerKey(id: string): Key {
  return { pk: 'SETTINGS', sk: `TRIGGER#${id}` };
}

export function conversationKey(id: ConversationId): Key {
  return { pk: `CONV#${id}`, sk: 'META' };
}

export function messageKey(id: ConversationId, seq: Seq): Key {
  return { pk: `CONV#${id}`, sk: `MSG#${String(seq).padStart(10, '0')}` };
}

export function clientMessageKey(scope: ClientMessageScope, clientMessageId: string): Key {
  return scope.kind === 'conversation'
    ? { pk: `CONV#${scope.conversationId}`, sk: `CMID#${scope.author}#${clientMessageId}` }
    : { pk: `VISITOR#${scope.visitorId}`, sk: `CMID#${scope.visitorId}#${clientMessageId}` };
}

export function presenceKey(id: ConversationId): Key {
  return { pk: `CONV#${id}`, sk: 'PRESENCE' };
}

export function decisionKey(id: ConversationId, episode: number, arm: number): Key {
  return { pk: `CONV#${id}`, sk: `DECISION#${padded(episode)}#${padded(arm)}` };
}

export function emailKey(id: ConversationId, episode: number): Key {
  return { pk: `CONV#${id}`, sk: `EMAIL#${padded(episode)}` };
}

export function visitorKey(id: string): Key {
  return { pk: `VISITOR#${id}`, sk: 'PROFILE' };
}

export function visitorConversationKey(visitorId: string, id: string): Key {
  return { pk: `VISITOR#${visitorId}`, sk: `CONV#${id}` };
}

/** Terms with the same two first letters share a partition, in which they are in order. */
export function findKey(term: string, visitorId: string): Key {
  return { pk: findPk(term), sk: `${term}#${visitorId}` };
}

export function findPk(term: string): string {
  return `FIND#${Array.from(term).slice(0, 2).join('')}`;
}

export function replyTokenKey(token: string): Key {
  return { pk: `REPLY#${sha256(token)}`, sk: 'TOKEN' };
}

/** In the partition of its conversation, whose id the token begins with: what is erased there is erased with it. */
export function linkTokenKey(purpose: string, token: string): Key {
  return { pk: `CONV#${token.slice(0, -secretLength)}`, sk: `LINK#${purpose}#${sha256(token)}` };
}

export function sesIdKey(sesId: string): Key {
  return { pk: `SESID#${sesId}`, sk: 'ID' };
}

export function inboundSeenKey(hash: string): Key {
  return { pk: `INBOUND#${hash}`, sk: 'SEEN' };
}

/** One partition a month: as kept mail lives 30 days, all of a state lies in three at most. Undefined for an id that is none. */
export function readKey(id: ConversationId, through: Seq): Key {
  return { pk: `CONV#${id}`, sk: `READ#${padded(through)}` };
}

/** One for each conversation and UTC day. */
export function answeredKey(day: Instant, id: ConversationId): Key {
  return { pk: answeredPk(day, shardOf(id)), sk: id };
}

export function answeredPk(day: Instant, shard: number): string {
  return `ANSWERED#${day.slice(0, 10)}#${shard}`;
}

export function keptMailKey(id: string): Key | undefined {
  const mail = readKeptMailId(id);
  return mail && { pk: keptMailPk(mail.state, mail.receivedAt), sk: `${mail.receivedAt}#${id}` };
}

export function keptMailPk(state: string, instant: string): string {
  return `MAIL#${state}#${instant.slice(0, 7)}`;
}

export function counterKey({ of, key }: Counter): Key {
  return { pk: `COUNT#${of}#${sha256(key)}`, sk: 'HOUR' };
}

export function mailVisitorKey(email: string): Key {
  return { pk: `MAILER#${sha256(email)}`, sk: 'VISITOR' };
}

/** A visitor's lies in their own partition: what is erased there is erased with it. */
export function uploadKey(owner: UploadOwner, id: string): Key {
  return owner.kind === 'visitor'
    ? { pk: `VISITOR#${owner.id}`, sk: `UPLOAD#${id}` }
    : { pk: `UPLOAD#${id}`, sk: 'UPLOAD' };
}

export function agentKey(id: string): Key {
  return { pk: 'AGENTS', sk: id };
}

/** A visitor's, which begins with their id, lies in their own partition, as an upload does. */
export function ticketKey(ticket: string): Key {
  const visitorId = ticket.slice(0, -secretLength);
  return visitorId === ''
    ? { pk: `TICKET#${sha256(ticket)}`, sk: 'TICKET' }
    : { pk: `VISITOR#${visitorId}`, sk: `TICKET#${sha256(ticket)}` };
}

export function topicPk(audience: Audience): string {
  return audience.kind === 'agents' ? 'TOPIC#agents' : `TOPIC#visitor#${audience.visitorId}`;
}

export function connectionKey(connectionId: string): Key {
  return { pk: `CONN#${connectionId}`, sk: 'TOPIC' };
}

/** Where a connection is found by what it listens to. */
export function topicConnectionKey({ id, topic }: Connection): Key {
  return { pk: topicPk(topic), sk: `CONN#${id}` };
}

/** Index partition of a conversation. */
export function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % shards;
}

/** Of what `Random.token` gives. */
const secretLength = 26;

/** Tokens are stored as their hash: who reads the table can use none of them. */
function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function padded(value: number): string {
  return String(value).padStart(10, '0');
}
