import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Change } from '../changes/follow.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { Message } from '../conversation/message.ts';
import type { Visitor } from '../conversation/visitor.ts';

/** What a stream record says in the domain's words; undefined for items that nothing follows from, and for deletions. */
export function changeOf({ dynamodb }: DynamoDBRecord): Change | undefined {
  const after = item(dynamodb?.NewImage);
  const before = item(dynamodb?.OldImage);
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

function item(image: unknown): Readonly<Record<string, unknown>> | undefined {
  return image === undefined ? undefined : unmarshall(image as Record<string, AttributeValue>);
}
