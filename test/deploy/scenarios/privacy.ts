import type { AwsAnswer } from '../deployment/aws-answers.ts';
import type { Deployed } from '../deployment/deployed.ts';
import { postFile } from './files.ts';
import { mailOf, mailTo, receive, replyAddressOf } from './mail.ts';
import { answer, messagesForAgent, notificationStates, visitorInChat } from './people.ts';
import type { Scenario } from './scenario.ts';

/** A visitor's export and erasure. */
export const privacy: readonly Scenario[] = [
  {
    name: 'all that is stored of a visitor is exported, and after the erasure nothing of it is left',
    run: async (stack) => {
      const vera = await visitorInChat(stack);
      await postFile(stack, vera);
      await answer(stack, vera.conversation, 'We can help.', 'now');
      const mail = await mailTo(stack, vera.email!);
      await stack.eventually('it is recorded', async () =>
        (await notificationStates(stack, vera.conversation)).includes('sent'),
      );
      const to = replyAddressOf(mail);
      await receive(stack, { from: vera.email!, to, raw: mailOf(vera.email!, to, 'Thanks.') });
      await stack.eventually('the reply', async () =>
        (await messagesForAgent(stack, vera.conversation)).some(({ channel }) => channel === 'email'),
      );
      const found = await stack.agent(200, 'GET', `/v1/admin/visitors?find=${encodeURIComponent(vera.email!)}`);
      expect(found.visitors.map(({ id }) => id)).toEqual([vera.id]);
      const exported = await stack.agent(200, 'GET', `/v1/admin/visitors/${vera.id}/export`);
      const urls = [...JSON.stringify(exported).matchAll(/"(?:url|raw)":"(https:[^"]+)"/g)].map(([, url]) =>
        String(url),
      );
      // The file, the mail that was sent and the one that was received.
      expect(urls).toHaveLength(3);
      for (const url of urls) expect((await stack.fetchUrl(url)).status).toBe(200);
      expect((await traces(stack, [vera.conversation, vera.id, vera.email!])).length).toBeGreaterThan(0);

      expect((await stack.call('DELETE', `/v1/admin/visitors/${vera.id}`, { token: stack.agentToken })).status).toBe(
        204,
      );
      expect((await stack.call('GET', '/v1/visitor/conversations', { token: vera.token })).status).toBe(401);
      await stack.eventually('nothing is left', async () => {
        const left = await traces(stack, [vera.conversation, vera.id, vera.email!]);
        return left.length === 0;
      });
    },
  },
];

/** Items of the table and objects of the buckets that lead to somebody. */
async function traces(stack: Deployed, of: readonly string[]): Promise<readonly string[]> {
  const items: string[] = [];
  let start: object | undefined;
  do {
    const page: AwsAnswer = await stack.aws('dynamodb', 'DynamoDB_20120810.Scan', {
      TableName: stack.outputs.Table,
      ConsistentRead: true,
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    items.push(...page.Items.map((item) => JSON.stringify(item)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  for (const bucket of [/Mail/, /Files/].map((name) => stack.physicalId('AWS::S3::Bucket', name))) {
    const listed = await stack.awsCommand('s3api', 'list-objects-v2', '--bucket', bucket);
    items.push(...(listed.Contents ?? []).map(({ Key }) => Key));
  }
  return items.filter((item) => of.some((trace) => item.includes(trace)));
}
