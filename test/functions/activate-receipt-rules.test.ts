import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

const ours = 'Conversations-inbound';

/** SES as far as rule sets go, and the URL at which CloudFormation waits. */
class SesAndCloudFormation {
  active: string | undefined;
  fails = false;
  answers: { Status: string; Reason?: string; PhysicalResourceId: string; RequestId: string }[] = [];
  readonly #server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'PUT') this.answers.push(JSON.parse(body) as (typeof this.answers)[number]);
      else if (this.fails) response.statusCode = 403;
      response.end(request.method === 'PUT' || this.fails ? '' : this.#ses(new URLSearchParams(body)));
    });
  });

  async open(): Promise<string> {
    await new Promise<void>((listening) => this.#server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #ses(request: URLSearchParams): string {
    const action = request.get('Action') ?? '';
    if (action === 'SetActiveReceiptRuleSet') this.active = request.get('RuleSetName') ?? undefined;
    const metadata = this.active === undefined ? '' : `<Metadata><Name>${this.active}</Name></Metadata>`;
    const result = action === 'DescribeActiveReceiptRuleSet' ? metadata : '';
    return `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`;
  }
}

describe('the active receipt rule set', () => {
  const outside = new SesAndCloudFormation();
  let responseUrl = '';
  let handler: (event: CloudFormationCustomResourceEvent) => Promise<void>;

  beforeAll(async () => {
    const url = await outside.open();
    responseUrl = `${url}/answer?signature=1`;
    Object.assign(process.env, {
      AWS_REGION: 'eu-central-1',
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    });
    ({ handler } = await import('../../functions/activate-receipt-rules.ts'));
  });

  afterAll(() => outside.close());

  beforeEach(() => {
    outside.answers = [];
    outside.fails = false;
  });

  const run = async (
    RequestType: 'Create' | 'Update' | 'Delete',
    former?: string,
    repaired: { now?: string; before?: string } = {},
  ) => {
    await handler({
      RequestType,
      ResponseURL: responseUrl,
      ResourceProperties: { ServiceToken: 'arn', RuleSetName: ours, RepairedAt: repaired.now },
      ...(former !== undefined && { OldResourceProperties: { RuleSetName: former, RepairedAt: repaired.before } }),
      RequestId: 'request',
      StackId: 'stack',
      LogicalResourceId: 'ActiveRuleSet',
    } as unknown as CloudFormationCustomResourceEvent);
    return outside.answers[0]!;
  };

  const success = ['SUCCESS', undefined] as const;
  const refused = [
    'FAILED',
    expect.stringMatching(
      /"foreign" is active in this Region.*added to it \(receiptRuleSetName in the configuration\)/,
    ),
  ] as const;

  test.each([
    ['is ours once the stack is created', 'Create', undefined, undefined, ours, success],
    ['stays ours when it was already', 'Create', undefined, ours, ours, success],
    ['stays that of somebody else when the stack is created', 'Create', undefined, 'foreign', 'foreign', refused],
    ['is ours again after a change of the stack', 'Update', ours, undefined, ours, success],
    ['moves on when ours gets another name', 'Update', 'former', 'former', ours, success],
    ['stays that of somebody else when the stack is changed', 'Update', ours, 'foreign', 'foreign', refused],
    ['is none once the stack is deleted', 'Delete', undefined, ours, undefined, success],
    ['stays that of somebody else when the stack is deleted', 'Delete', undefined, 'foreign', 'foreign', success],
  ] as const)('%s', async (_, requestType, former, before, after, [status, reason]) => {
    outside.active = before;
    const answer = await run(requestType, former);
    expect(outside.active).toBe(after);
    expect(answer).toMatchObject({ Status: status, PhysicalResourceId: ours, RequestId: 'request' });
    expect(answer.Reason).toEqual(reason);
  });

  const day = '2026-11-23T10:00:00.000Z';
  const dayAfter = '2026-11-24T10:00:00.000Z';
  test.each([
    ['is ours again after a repair', { now: day }, undefined, ours, success],
    ['is ours again after another repair', { now: dayAfter, before: day }, undefined, ours, success],
    ['stays that of somebody else in a repair, which fails', { now: day }, 'foreign', 'foreign', refused],
    ['lets a repair that failed be taken back', { before: day }, 'foreign', 'foreign', success],
    ['lets the second repair that failed be taken back', { now: day, before: dayAfter }, 'foreign', 'foreign', success],
  ] as const)('%s', async (_, repaired, before, after, [status, reason]) => {
    outside.active = before;
    const answer = await run('Update', ours, repaired);
    expect(outside.active).toBe(after);
    expect(answer).toMatchObject({ Status: status, PhysicalResourceId: ours });
    expect(answer.Reason).toEqual(reason);
  });

  test('is not left unanswered when SES refuses: CloudFormation would wait for an hour', async () => {
    outside.fails = true;
    expect(await run('Create')).toMatchObject({ Status: 'FAILED', PhysicalResourceId: ours });
  });
});
