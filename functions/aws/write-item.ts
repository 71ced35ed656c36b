import type { AttributeValue, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Conversation } from '../conversation/conversation.ts';
import { epochSeconds, plusSeconds } from '../instant.ts';
import type { Instant } from '../instant.ts';
import type { Write } from '../ports.ts';
import * as keys from './keys.ts';
import type { Key } from './keys.ts';

const day = 24 * 60 * 60;
/** Long enough for every retry of a browser; the message itself stays. */
const clientMessageSeconds = 7 * day;
const inboundSeenSeconds = 30 * day;
const decisionSeconds = 90 * day;
/** So long an expired link is still told apart from a forged one. */
const expiredLinkSeconds = 90 * day;

/** The request item that carries one write out, with the condition of its kind. */
export function writeItem(tableName: string, write: Write, now: Instant): TransactWriteItem {
  const put = (key: Key, attributes: object, condition?: Condition): TransactWriteItem => ({
    Put: {
      TableName: tableName,
      Item: marshall({ ...key, ...attributes }, { removeUndefinedValues: true }),
      ...(condition ?? {}),
    },
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
      return put(key, { type: 'message', data: write.value }, write.kind === 'message' ? mustNotExist : mustExist);
    }
    case 'client-message': {
      const { scope, clientMessageId, conversationId, seq } = write.value;
      const attributes = { type: 'client-message', conversationId, seq, ttl: ttl(clientMessageSeconds) };
      return put(keys.clientMessageKey(scope, clientMessageId), attributes, mustNotBeAlive(now));
    }
    case 'address-unchanged':
      return {
        ConditionCheck: {
          TableName: tableName,
          Key: marshall(keys.visitorKey(write.visitorId)),
          ConditionExpression: 'addressVersion = :seen',
          ExpressionAttributeValues: marshall({ ':seen': write.addressVersion }),
        },
      };
    case 'visitor-conversation':
      return put(keys.visitorConversationKey(write.visitorId, write.conversationId), {
        type: 'visitor-conversation',
        conversationId: write.conversationId,
      });
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
      return put(
        keys.inboundSeenKey(write.hash),
        { type: 'inbound-seen', ttl: ttl(inboundSeenSeconds) },
        mustNotBeAlive(now),
      );
    case 'kept-mail': {
      const { state, receivedAt, id } = write.value;
      return put(keys.keptMailKey(state, receivedAt, id), { type: 'kept-mail', data: write.value });
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

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

const mustNotExist: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };
const mustExist: Condition = { ConditionExpression: 'attribute_exists(pk)' };

/** DynamoDB deletes what has expired days late; until then it must not count as being there. */
function mustNotBeAlive(now: Instant): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: marshall({ ':now': Math.floor(Date.parse(now) / 1000) }),
  };
}

function atVersion(version: number): Condition {
  if (version === 0) return mustNotExist;
  return { ConditionExpression: 'version = :version', ExpressionAttributeValues: marshall({ ':version': version }) };
}

/** Both indexes are sparse: closed conversations are in no queue, and what waits for somebody is not due. */
function indexKeys(conversation: Conversation): Record<string, string> {
  const { id, status, waitingSince, queuedSince, pending, sending } = conversation;
  const shard = keys.shardOf(id);
  const queue =
    status === 'closed'
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
