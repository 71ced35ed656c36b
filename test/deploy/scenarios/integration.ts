import { randomUUID } from 'node:crypto';
import { identityToken } from '../../setup/identity-token.ts';
import { visitorInChat } from './people.ts';
import { connect } from './realtime.ts';
import { identityKey } from './preparation.ts';
import type { Scenario } from './scenario.ts';

/** What integrators hear. */
export const integration: readonly Scenario[] = [
  {
    name: 'domain events reach a queue behind the bus',
    run: async (stack) => {
      const name = `heard-${randomUUID().slice(0, 8)}`;
      const bus = stack.outputs.EventBus;
      const { QueueUrl } = await stack.aws('sqs', 'AmazonSQS.CreateQueue', { QueueName: name });
      const { Attributes } = await stack.aws('sqs', 'AmazonSQS.GetQueueAttributes', {
        QueueUrl,
        AttributeNames: ['QueueArn'],
      });
      const { RuleArn } = await stack.aws('events', 'AWSEvents.PutRule', {
        Name: name,
        EventBusName: bus,
        EventPattern: JSON.stringify({ source: ['continuous-conversations'] }),
      });
      const statement = {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: Attributes.QueueArn,
        Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
      };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await stack.aws('sqs', 'AmazonSQS.SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
      const Targets = [{ Id: 'queue', Arn: Attributes.QueueArn }];
      await stack.aws('events', 'AWSEvents.PutTargets', { Rule: name, EventBusName: bus, Targets });
      const vera = await visitorInChat(stack);
      const heard = new Set<string>();
      await stack.eventually('conversation and message are told', async () => {
        const { Messages } = await stack.aws('sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
        for (const { Body } of Messages ?? []) {
          const { 'detail-type': type } = JSON.parse(Body) as { 'detail-type': string };
          if (Body.includes(vera.conversation)) heard.add(type);
        }
        return heard.has('conversation created') && heard.has('message added');
      });
      await stack.aws('events', 'AWSEvents.RemoveTargets', { Rule: name, EventBusName: bus, Ids: ['queue'] });
      await stack.aws('events', 'AWSEvents.DeleteRule', { Name: name, EventBusName: bus });
      await stack.aws('sqs', 'AmazonSQS.DeleteQueue', { QueueUrl });
    },
  },
  {
    name: 'a logged-in user of the site is recognised and brings the conversation along',
    run: async (stack) => {
      const vera = await visitorInChat(stack, { email: null });
      const { url } = await stack.expectCall(201, 'POST', '/v1/visitor/realtime', { token: vera.token });
      const { socket } = await connect(stack, url);
      const ended = new Promise<true>((resolve) => socket.once('close', () => resolve(true)));
      const signed = await identityToken(
        { sub: randomUUID(), name: 'Vera' },
        { key: identityKey, now: new Date().toISOString() },
      );
      const signedIn = await stack.expectCall(201, 'POST', '/v1/visitor/sessions', {
        token: vera.token,
        body: { identityToken: signed, locale: 'en' },
      });
      const options = { token: signedIn.token };
      const { conversations } = await stack.expectCall(200, 'GET', '/v1/visitor/conversations', options);
      expect(conversations.map(({ id }) => id)).toEqual([vera.conversation]);
      await stack.eventually('the page that had it is told', () => Promise.race([ended, Promise.resolve(false)]));
    },
  },
];
