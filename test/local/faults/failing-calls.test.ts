import { DynamoDBClient, GetItemCommand, PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let db: DynamoDBClient;
let ses: SESv2Client;
let scheduler: SchedulerClient;
beforeAll(async () => {
  machine = await startSmallMachine();
  db = new DynamoDBClient(machine.clients);
  ses = new SESv2Client({
    ...machine.clients,
    requestHandler: { requestTimeout: 300, throwOnRequestTimeout: true },
  });
  scheduler = new SchedulerClient(machine.clients);
});
afterAll(() => machine.remove());

const Item = { pk: { S: 'fault' }, sk: { S: '1' } };
const put = (): Promise<unknown> => db.send(new PutItemCommand({ TableName: 'Small-Table', Item }));
const get = (): Promise<unknown> => db.send(new GetItemCommand({ TableName: 'Small-Table', Key: Item }));
const transact = (): Promise<unknown> =>
  db.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName: 'Small-Table', Item } }] }));
const send = (subject = 'Hello'): Promise<unknown> =>
  ses.send(
    new SendEmailCommand({
      FromEmailAddress: 'support@mail.example.com',
      Destination: { ToAddresses: ['vera@example.org'] },
      ConfigurationSetName: 'ours',
      Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'x' } } } },
    }),
  );
const schedule = (): Promise<unknown> =>
  scheduler.send(
    new CreateScheduleCommand({
      Name: 'timer',
      GroupName: 'timers',
      ClientToken: 'timer',
      ScheduleExpression: 'at(2099-01-01T00:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:aws:lambda:us-east-1:000000000000:function:noter',
        RoleArn: 'arn:aws:iam::000000000000:role/s',
      },
    }),
  );
const getObject = (): Promise<Response> => machine.signed('s3', `${machine.awsUrl}/files/nothing`);
const postToConnection = (): Promise<Response> =>
  machine.signed('execute-api', `${machine.awsUrl}/live/@connections/nobody`, { method: 'POST', body: 'x' });

const putEvents = (): Promise<Response> =>
  machine.signed('events', machine.awsUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'AWSEvents.PutEvents' },
    body: JSON.stringify({ Entries: [{ EventBusName: 'told', Source: 's', DetailType: 'd', Detail: '{}' }] }),
  });

async function arm(fault: object): Promise<{ status: number; body: unknown }> {
  const response = await machine.control('POST', 'faults', { times: 1, ...fault });
  return { status: response.status, body: await response.json() };
}

async function subjects(): Promise<string[]> {
  const mails = (await (await machine.control('GET', 'mailbox')).json()) as { subject: string }[];
  return mails.map(({ subject }) => subject);
}

describe('a call that is to fail', () => {
  test.each<[string, string, string, () => Promise<unknown>, string]>([
    ['dynamodb', 'PutItem', 'throttle', put, 'ThrottlingException'],
    ['dynamodb', 'TransactWriteItems', 'throttle', transact, 'ThrottlingException'],
    ['dynamodb', 'GetItem', 'error', get, 'InternalServerError'],
    ['scheduler', 'CreateSchedule', 'throttle', schedule, 'ThrottlingException'],
    ['scheduler', 'CreateSchedule', 'error', schedule, 'InternalServerException'],
    ['ses', 'SendEmail', 'throttle', send, 'TooManyRequestsException'],
    ['ses', 'SendEmail', 'error', send, 'InternalServiceErrorException'],
  ])('%s %s, mode %s, fails once as its SDK knows it', async (service, operation, mode, call, name) => {
    await arm({ service, operation, mode });
    await expect(call()).rejects.toMatchObject({ name });
    await expect(call()).resolves.toBeDefined();
  });

  test.each<[string, string, () => Promise<Response>, number, string]>([
    ['s3', 'throttle', getObject, 503, 'SlowDown'],
    ['s3', 'error', getObject, 500, 'InternalError'],
    ['websocket', 'throttle', postToConnection, 429, 'LimitExceededException'],
    ['websocket', 'error', postToConnection, 500, 'InternalServerErrorException'],
    ['eventbridge', 'throttle', putEvents, 400, 'ThrottlingException'],
    ['eventbridge', 'error', putEvents, 500, 'InternalException'],
  ])('%s, mode %s, fails in its own format', async (service, mode, call, status, code) => {
    await arm({ service, operation: '*', mode });
    const response = await call();
    const said = `${response.headers.get('x-amzn-errortype') ?? ''} ${await response.text()}`;
    expect(response.status).toBe(status);
    expect(said).toContain(code);
    expect([400, 429, 500, 503]).not.toContain((await call()).status);
  });

  test('fails as often as was asked for, and others of its service do not', async () => {
    await arm({ service: 'dynamodb', operation: 'GetItem', mode: 'throttle', times: 2 });
    await expect(put()).resolves.toBeDefined();
    await expect(get()).rejects.toThrow();
    await expect(get()).rejects.toThrow();
    await expect(get()).resolves.toBeDefined();
  });

  test('times out without having had an effect, or after it', async () => {
    await arm({ service: 'ses', operation: 'SendEmail', mode: 'timeout-before' });
    await expect(send('before')).rejects.toMatchObject({ name: 'TimeoutError' });
    await arm({ service: 'ses', operation: 'SendEmail', mode: 'timeout-after' });
    await expect(send('after')).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await subjects()).toContain('after');
    expect(await subjects()).not.toContain('before');
    await machine.advance(0);
    const told = (await machine.journal()).map(({ event }) => JSON.stringify(event));
    expect(told.some((event) => event.includes('"Email Sent"') && event.includes('"after"'))).toBe(true);
  });

  test('finds its connection cut in the end, if it waits for ever', async () => {
    await arm({ service: 'dynamodb', operation: 'PutItem', mode: 'timeout-before' });
    await expect(put()).rejects.toThrow('socket hang up');
  });
});

describe('the list of faults', () => {
  const fault = { service: 'ses', operation: 'SendEmail', mode: 'throttle', times: 3 };
  const listed = async (): Promise<unknown> => (await machine.control('GET', 'faults')).json();

  test('shows what is armed, the same one once', async () => {
    expect(await listed()).toEqual([]);
    await arm({ ...fault, times: 5 });
    expect(await arm(fault)).toMatchObject({ status: 200, body: [fault] });
    expect(await listed()).toMatchObject([fault]);
  });

  test.each<[string, object]>([
    ['of the same mode', { ...fault, times: 0 }],
    ['of any mode', { service: 'ses', operation: 'SendEmail', times: 0 }],
    ['of any operation', { service: 'ses', operation: '*', times: 0 }],
  ])('loses the one %s with times: 0', async (_name, clearing) => {
    await arm(fault);
    await arm({ service: 's3', operation: 'GetObject', mode: 'error' });
    await arm(clearing);
    expect(await listed()).toMatchObject([{ service: 's3' }]);
    await arm({ service: 's3', operation: '*', times: 0 });
    expect(await listed()).toEqual([]);
  });

  test.each<[string, object]>([
    ['service', { service: 'sqs' }],
    ['service', { service: undefined }],
    ['operation', { operation: undefined }],
    ['operation', { operation: 'SendEmailCommand' }],
    ['operation', { service: 'lambda', operation: 'nobody', mode: 'drop' }],
    ['mode', { mode: undefined }],
    ['mode', { mode: 'drop' }],
    ['mode', { service: 'lambda', operation: 'noter', mode: 'throttle' }],
    ['times', { times: undefined }],
    ['times', { times: -1 }],
    ['times', { times: 1.5 }],
    ['times', { times: '1' }],
    ['delaySeconds', { delaySeconds: -1 }],
  ])('takes no wrong %s', async (field, wrong) => {
    const response = await machine.control('POST', 'faults', { ...fault, ...wrong });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid_request' });
    const answer = (await (await machine.control('POST', 'faults', { ...fault, ...wrong })).json()) as {
      errors: object;
    };
    expect(Object.keys(answer.errors)).toEqual([field]);
    expect(await listed()).toEqual([]);
  });
});
