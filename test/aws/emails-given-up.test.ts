import type { AttributeValue } from 'aws-lambda';
import { emailGivenUp } from '../../functions/aws/emails-given-up.ts';

const decision = (decided: string): Record<string, AttributeValue> => ({
  type: { S: 'decision' },
  data: {
    M: { decision: { S: decided }, conversationId: { S: 'c1' }, episode: { N: '2' }, detail: { S: 'TimeoutError' } },
  },
});
const told = (NewImage: Record<string, AttributeValue>): string | undefined =>
  emailGivenUp({ dynamodb: { NewImage } }, 'Chat-follow-changes', new Date(0));

test('an e-mail given up is a metric that names its conversation and episode', () => {
  expect(JSON.parse(told(decision('failed'))!)).toEqual({
    _aws: {
      Timestamp: 0,
      CloudWatchMetrics: [
        {
          Namespace: 'ContinuousConversations',
          Dimensions: [['Function']],
          Metrics: [{ Name: 'EmailsGivenUp', Unit: 'Count' }],
        },
      ],
    },
    Function: 'Chat-follow-changes',
    EmailsGivenUp: 1,
    conversation: 'c1',
    episode: 2,
  });
});

test('the canary’s has an alarm of its own', () => {
  const image = decision('failed');
  Object.assign(image.data!.M!, { conversationId: { S: 'canary-1' } });
  expect(told(image)).toBeUndefined();
});

test.each([decision('sent'), decision('skipped-read'), { type: { S: 'message' } }])('%j is none', (image) => {
  expect(told(image)).toBeUndefined();
});
