import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stackName } from '../deployment/cdk.ts';
import type { Deployed } from '../deployment/deployed.ts';
import type { Scenario } from './scenario.ts';

const ours = `${stackName}-inbound`;

/** What CloudFormation cannot do itself: the active receipt rule set. */
export const activation: readonly Scenario[] = [
  {
    name: 'a deployment makes our receipt rule set active again, and never displaces another',
    run: async (stack) => {
      await stack.awsCommand('ses', 'set-active-receipt-rule-set');
      expect(await activate(stack)).toMatchObject({ Status: 'SUCCESS' });
      expect(await activeRuleSet(stack)).toBe(ours);

      const foreign = `foreign-${randomUUID().slice(0, 8)}`;
      await stack.awsCommand('ses', 'create-receipt-rule-set', '--rule-set-name', foreign);
      await stack.awsCommand('ses', 'set-active-receipt-rule-set', '--rule-set-name', foreign);
      expect(await activate(stack)).toMatchObject({
        Status: 'FAILED',
        Reason: expect.stringContaining(foreign) as string,
      });
      expect(await activeRuleSet(stack)).toBe(foreign);

      await stack.awsCommand('ses', 'set-active-receipt-rule-set', '--rule-set-name', ours);
      await stack.awsCommand('ses', 'delete-receipt-rule-set', '--rule-set-name', foreign);
    },
  },
];

async function activeRuleSet(stack: Deployed): Promise<string | undefined> {
  const active = await stack.awsCommand('ses', 'describe-active-receipt-rule-set');
  return active.Metadata?.Name;
}

/** Asks as CloudFormation does, and gives what it is told. */
async function activate(stack: Deployed): Promise<unknown> {
  let answered: (body: string) => void = () => undefined;
  const told = new Promise<string>((resolve) => (answered = resolve));
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.once('end', () => {
      response.end();
      answered(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await stack.invoke('activate-receipt-rules', {
      RequestType: 'Update',
      ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Test/1',
      RequestId: randomUUID(),
      LogicalResourceId: 'ActiveRuleSet',
      PhysicalResourceId: ours,
      ResourceType: 'Custom::ActiveReceiptRuleSet',
      ResourceProperties: { RuleSetName: ours },
      OldResourceProperties: { RuleSetName: ours },
    });
    return JSON.parse(await told) as unknown;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}
