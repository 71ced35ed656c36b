import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Deployed } from '../deployment/deployed.ts';
import type { SentMail } from '../emulator/ses.ts';
import { mailOf, receive, replyAddressOf } from './mail.ts';
import { changeSettings } from './people.ts';
import type { Scenario } from './scenario.ts';

/** The message that makes the round trip every hour. */
export const canary: readonly Scenario[] = [
  {
    name: 'the canary goes out through SES, is answered, comes back and is judged',
    run: async (stack) => {
      const { sent } = stack.emulator.ses;
      await forgetRound(stack);
      await changeSettings(stack, { canary: true });
      const before = sent.length;
      await stack.invoke('run-canary', {});
      const to = (mail: SentMail) => mail.request.Destination.ToAddresses[0] ?? '';
      const out = await stack.eventually('the canary’s e-mail', () =>
        Promise.resolve(sent.slice(before).find((mail) => to(mail).includes('canary.'))),
      );
      await receiveOwn(stack, out);
      const back = await stack.eventually('the canary’s answer', () =>
        Promise.resolve(sent.slice(before).find((mail) => to(mail).includes(replyAddressOf(out)))),
      );
      expect(back.request.FromEmailAddress).toContain(addressIn(to(out)));
      await receiveOwn(stack, back);
      const { conversationId } = (await storedCanary(stack)).data.round;
      await stack.eventually('the answer is in the conversation', async () => {
        const { messages } = await stack.agent(200, 'GET', `/v1/agent/conversations/${conversationId}/messages`);
        return messages.some(({ channel }) => channel === 'email');
      });
      await beginEarlier(stack);
      await stack.invoke('run-canary', {});
      expect((await storedCanary(stack)).data.last.outcome).toMatchObject({ kind: 'back' });
      await changeSettings(stack, { canary: false });
    },
  },
];

/** SES receives what it sent to the reply domain. */
async function receiveOwn(stack: Deployed, mail: SentMail): Promise<void> {
  const { Simple } = mail.request.Content;
  const to = addressIn(mail.request.Destination.ToAddresses[0] ?? '');
  const raw = mailOf(mail.request.FromEmailAddress, to, Simple?.Body.Text.Data ?? '', [
    `X-SES-Message-ID: ${mail.MessageId}`,
    ...(mail.request.ReplyToAddresses ?? []).map((address) => `Reply-To: ${address}`),
    ...(Simple?.Headers ?? []).map(({ Name, Value }) => `${Name}: ${Value}`),
  ]).replace(/^Message-ID: .*$/m, `Message-ID: <${mail.MessageId}@email.amazonses.com>`);
  await receive(stack, { from: `${mail.MessageId}@amazonses.com`, to, raw });
}

function addressIn(recipient: string): string {
  return /<([^>]+)>/.exec(recipient)?.[1] ?? recipient;
}

interface StoredCanary {
  readonly data: {
    readonly round: { readonly conversationId: string; readonly startedAt: string };
    readonly last: { readonly outcome: object };
  };
}

const Key = marshall({ pk: 'CANARY', sk: 'ROUND' });

async function storedCanary(stack: Deployed): Promise<StoredCanary> {
  const input = { TableName: stack.outputs.Table, Key, ConsistentRead: true };
  const { Item } = await stack.aws('dynamodb', 'DynamoDB_20120810.GetItem', input);
  return unmarshall(Item) as StoredCanary;
}

/** As if the round had begun an hour ago: it is then judged. */
async function beginEarlier(stack: Deployed): Promise<void> {
  const item = await storedCanary(stack);
  const round = { ...item.data.round, startedAt: new Date(Date.now() - 3_540_000).toISOString() };
  const Item = marshall({ ...item, data: { ...item.data, round } });
  await stack.aws('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: stack.outputs.Table, Item });
}

/** A round that was begun before would be judged first. */
async function forgetRound(stack: Deployed): Promise<void> {
  await stack.aws('dynamodb', 'DynamoDB_20120810.DeleteItem', { TableName: stack.outputs.Table, Key });
}
