import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { isCanary } from '../../domain/canary/canary-id.ts';
import { epochSeconds, plusSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Conversation } from '../../domain/records/conversation.ts';
import type { Write } from '../../domain/records/write.ts';
import { keptMailSeconds } from './kept-mail-index.ts';
import * as keys from './keys.ts';
import type { Key } from './keys.ts';

const day = 24 * 60 * 60;
/** Long enough for every retry of a browser; the message itself stays. */
const clientMessageSeconds = 7 * day;
const inboundSeenSeconds = 30 * day;
const decisionSeconds = 90 * day;
const canarySeconds = 3 * day;
/** So long an expired link is still told apart from a forged one. */
const expiredLinkSeconds = 90 * day;

/** What a write puts where, and on which condition: all that the engines need to know of it. */
export interface PlannedWrite {
  readonly key: Key;
  /** Undefined: nothing is stored, only the condition is looked at. */
  readonly item?: Readonly<Record<string, unknown>>;
  readonly condition?: Condition;
}

/** `not-alive`: not there, or expired. DynamoDB deletes what has expired days late; until then it must not count as being there. */
export type Condition =
  | 'must-not-exist'
  | 'must-exist'
  | 'not-alive'
  | { readonly attribute: 'version' | 'addressVersion'; readonly is: number }
  | { readonly attribute: 'type' | 'visitorId'; readonly is: string };

/** Where one write goes, and under which condition. What is the canary's is forgotten soon, so that it leaves nothing behind. */
export function planWrite(write: Write, now: Instant): PlannedWrite {
  const planned = plan(write, now);
  if (planned.item === undefined || !isOfCanary(planned)) return planned;
  return { ...planned, item: { ...planned.item, ttl: epochSeconds(plusSeconds(now, canarySeconds)) } };
}

/** Its conversation and visitor, what lies with them, and what leads there. */
function isOfCanary({ key, item }: PlannedWrite): boolean {
  const { conversationId } = item ?? {};
  return isCanary(key.pk.split('#')[1] ?? '') || (typeof conversationId === 'string' && isCanary(conversationId));
}

function plan(write: Write, now: Instant): PlannedWrite {
  const put = (key: Key, attributes: object, condition?: Condition): PlannedWrite => ({
    key,
    item: { ...key, ...attributes },
    ...(condition === undefined ? {} : { condition }),
  });
  const ttl = (seconds: number): number => epochSeconds(plusSeconds(now, seconds));

  switch (write.kind) {
    case 'conversation': {
      const { version } = write.value;
      const attributes = { type: 'conversation', version: version + 1, data: write.value, ...indexKeys(write.value) };
      return put(keys.conversationKey(write.value.id), attributes, atVersion(version));
    }
    case 'visitor': {
      const { version, addressVersion } = write.value;
      const attributes = { type: 'visitor', version: version + 1, addressVersion, data: write.value };
      return put(keys.visitorKey(write.value.id), attributes, atVersion(version));
    }
    case 'message':
    case 'message-replaced': {
      const key = keys.messageKey(write.value.conversationId, write.value.seq);
      return put(
        key,
        { type: 'message', data: write.value },
        write.kind === 'message' ? 'must-not-exist' : 'must-exist',
      );
    }
    case 'client-message': {
      const { scope, clientMessageId, conversationId, seq } = write.value;
      const attributes = { type: 'client-message', conversationId, seq, ttl: ttl(clientMessageSeconds) };
      return put(keys.clientMessageKey(scope, clientMessageId), attributes, 'not-alive');
    }
    case 'address-unchanged':
      return {
        key: keys.visitorKey(write.visitorId),
        condition: { attribute: 'addressVersion', is: write.addressVersion },
      };
    case 'visitor-conversation':
      return put(keys.visitorConversationKey(write.visitorId, write.conversationId), {
        type: 'visitor-conversation',
        conversationId: write.conversationId,
      });
    case 'visitor-conversation-left':
      // Expired at once: so the right to put is enough to delete.
      return put(keys.visitorConversationKey(write.visitorId, write.conversationId), { type: 'left', ttl: ttl(0) });
    case 'reply-token':
      return put(keys.replyTokenKey(write.token), { type: 'reply-token', conversationId: write.conversationId });
    case 'link-token':
      return put(keys.linkTokenKey(write.value.purpose, write.token), {
        type: 'link-token',
        data: write.value,
        ttl: epochSeconds(plusSeconds(write.value.expiresAt, expiredLinkSeconds)),
      });
    case 'decision': {
      const { conversationId, episode, arm } = write.value;
      return put(keys.decisionKey(conversationId, episode, arm), {
        type: 'decision',
        data: write.value,
        ttl: ttl(decisionSeconds),
      });
    }
    case 'email':
      return put(keys.emailKey(write.value.conversationId, write.value.episode), { type: 'email', data: write.value });
    case 'ses-id':
      return put(keys.sesIdKey(write.sesId), {
        type: 'ses-id',
        conversationId: write.conversationId,
        episode: write.episode,
      });
    case 'inbound-seen':
      return put(keys.inboundSeenKey(write.hash), { type: 'inbound-seen', ttl: ttl(inboundSeenSeconds) }, 'not-alive');
    case 'kept-mail':
      return put(
        keptKey(write.value.id),
        {
          type: 'kept-mail',
          data: write.value,
          ttl: epochSeconds(plusSeconds(write.value.receivedAt, keptMailSeconds)),
        },
        'must-not-exist',
      );
    case 'mail-settled':
      return put(
        keptKey(write.value.id),
        { type: 'settled-mail', data: write.value, ttl: ttl(keptMailSeconds) },
        { attribute: 'type', is: 'kept-mail' },
      );
    case 'mail-visitor': {
      const { email, visitorId, before } = write;
      const attributes = { type: 'mail-visitor', visitorId };
      return put(keys.mailVisitorKey(email), attributes, isOf(before));
    }
    case 'upload': {
      const { id, version, owner, expiresAt } = write.value;
      const attributes = { type: 'upload', version: version + 1, data: write.value, ttl: epochSeconds(expiresAt) };
      return put(keys.uploadKey(owner, id), attributes, atVersion(version));
    }
    case 'canary': {
      const { version } = write.value;
      return put(keys.canaryKey, { type: 'canary', version: version + 1, data: write.value }, atVersion(version));
    }
    case 'settings': {
      const { version } = write.value;
      const data = { ...write.value, version: version + 1 };
      return put(keys.settingsKey, { type: 'settings', version: version + 1, data }, atVersion(version));
    }
    case 'trigger':
      return put(keys.triggerKey(write.value.id), { type: 'trigger', data: write.value });
  }
}

function atVersion(version: number): Condition {
  return version === 0 ? 'must-not-exist' : { attribute: 'version', is: version };
}

function isOf(visitorId: string | undefined): Condition {
  return visitorId === undefined ? 'must-not-exist' : { attribute: 'visitorId', is: visitorId };
}

/** Throws for an id that is none: a bug of the caller. */
function keptKey(id: string): Key {
  const key = keys.keptMailKey(id);
  if (key === undefined) throw new Error('This is no id of a kept mail');
  return key;
}

/** The request item that carries one write out, with the condition of its kind. */
export function writeItem(tableName: string, write: Write, now: Instant): TransactWriteItem {
  const { key, item, condition } = planWrite(write, now);
  const request = { TableName: tableName, ...(condition === undefined ? {} : expressionOf(condition, now)) };
  return item === undefined
    ? { ConditionCheck: { ...request, Key: marshall(key), ConditionExpression: request.ConditionExpression } }
    : { Put: { ...request, Item: marshall(item, { removeUndefinedValues: true }) } };
}

interface Expression {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

function expressionOf(condition: Condition, now: Instant): Expression {
  switch (condition) {
    case 'must-not-exist':
      return { ConditionExpression: 'attribute_not_exists(pk)' };
    case 'must-exist':
      return { ConditionExpression: 'attribute_exists(pk)' };
    case 'not-alive':
      return {
        ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: marshall({ ':now': Math.floor(Date.parse(now) / 1000) }),
      };
    default:
      return {
        ConditionExpression: '#attribute = :is',
        ExpressionAttributeNames: { '#attribute': condition.attribute },
        ExpressionAttributeValues: marshall({ ':is': condition.is }),
      };
  }
}

/** Both indexes are sparse: closed conversations and the canary's are in no queue, and what waits for somebody is not due. */
function indexKeys(conversation: Conversation): Record<string, string> {
  const { id, status, waitingSince, queuedSince, pending, sending } = conversation;
  const shard = keys.shardOf(id);
  const queue =
    status === 'closed' || isCanary(id)
      ? {}
      : { queuePk: queuePk(status, shard), queueSk: `${waitingSince === null ? '1' : '0'}#${queuedSince}#${id}` };
  const dueAt = sending?.claimUntil ?? (pending?.state === 'armed' ? pending.dueAt : undefined);
  return dueAt === undefined ? queue : { ...queue, duePk: duePk(shard), dueSk: `${dueAt}#${id}` };
}

/** Partition of the queue index: those who wait come first, longest first, then the others in the order they were answered. */
export function queuePk(status: string, shard: number): string {
  return `QUEUE#${status}#${shard}`;
}

/** Partition of the due index. */
export function duePk(shard: number): string {
  return `DUE#${shard}`;
}
