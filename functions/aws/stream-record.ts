import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Change } from '../domain/changes/follow.ts';
import type { Happening } from '../domain/events/happening.ts';
import { instantOf } from '../domain/instant.ts';
import type { Conversation } from '../domain/records/conversation.ts';
import type { DecisionRecord } from '../domain/records/decision.ts';
import type { KeptMail, SettledMail } from '../domain/records/kept-mail.ts';
import type { Message } from '../domain/records/message.ts';
import type { OutboundEmail } from '../domain/records/outbound-email.ts';
import type { Visitor } from '../domain/records/visitor.ts';

/** What a stream record says in the domain's words; undefined for items that nothing follows from, and for most deletions. */
export function changeOf({ dynamodb }: DynamoDBRecord): Change | undefined {
  const after = item(dynamodb?.NewImage);
  const before = item(dynamodb?.OldImage);
  if (before?.type === 'kept-mail') {
    const settled = after?.type === 'settled-mail' ? (after.data as SettledMail) : undefined;
    return { kind: 'kept-mail', before: before.data as KeptMail, after: settled };
  }
  switch (after?.type) {
    case 'conversation':
      return {
        kind: 'conversation',
        before: before?.data as Conversation | undefined,
        after: after.data as Conversation,
      };
    case 'message':
      return { kind: 'message', before: before?.data as Message | undefined, after: after.data as Message };
    case 'visitor':
      return { kind: 'visitor', before: before?.data as Visitor | undefined, after: after.data as Visitor };
    default:
      return undefined;
  }
}

/** What a stream record says to those who are told of it; undefined for items that nobody is told of. */
export function happeningOf({ dynamodb }: DynamoDBRecord): Happening | undefined {
  const after = item(dynamodb?.NewImage);
  const before = item(dynamodb?.OldImage);
  const at = instantOf(new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000));
  switch (after?.type) {
    case undefined:
      // Only an erasure deletes a visitor.
      return before?.type === 'visitor' ? { of: 'erasure', at, visitorId: (before.data as Visitor).id } : undefined;
    case 'conversation':
      return {
        of: 'conversation',
        at,
        before: before?.data as Conversation | undefined,
        after: after.data as Conversation,
        version: after.version as number,
      };
    case 'message':
      return { of: 'message', at, before: before?.data as Message | undefined, after: after.data as Message };
    case 'visitor':
      return { of: 'visitor', at, before: before?.data as Visitor | undefined, after: after.data as Visitor };
    case 'decision':
      return { of: 'decision', at, after: after.data as DecisionRecord };
    case 'email':
      return { of: 'email', at, before: before?.data as OutboundEmail | undefined, after: after.data as OutboundEmail };
    default:
      return undefined;
  }
}

function item(image: unknown): Readonly<Record<string, unknown>> | undefined {
  return image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);
}
