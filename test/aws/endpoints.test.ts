import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DescribeActiveReceiptRuleSetCommand, SESClient } from '@aws-sdk/client-ses';
import { GetAccountCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { eventBridge } from '../../functions/aws/event-bridge.ts';
import { invokeAsync } from '../../functions/aws/invoke-async.ts';
import { s3Files } from '../../functions/aws/s3-files.ts';
import { secretKeys } from '../../functions/aws/secret-keys.ts';
import { sesAccount } from '../../functions/aws/ses-account.ts';
import { sesAnswers } from '../../functions/aws/ses-answers.ts';
import { endpoint } from '../../functions/aws/signed-fetch.ts';
import { noon } from '../setup/scene.ts';

const before = { ...process.env };
let server: Server;
let url: string;
let asked: number;

beforeEach(async () => {
  asked = 0;
  server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(400).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Nobody listens at the port 1: what does not look for its own variable reaches nobody.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterEach(() => {
  process.env = { ...before };
  server.close();
  server.closeAllConnections();
});

const mail = { from: 'a@b.example', to: 'c@d.example', replyTo: 'a@b.example', subject: '', text: '', html: '' };
const erased = { version: 1, id: 'e', at: noon, visitorId: 'vera' as never } as const;

test.each<[variable: string, what: string, asks: () => Promise<unknown>]>([
  ['S3', 'a file', () => s3Files('bucket').get('key', 1000)],
  ['SECRETS_MANAGER', 'the keys', secretKeys('secret')],
  ['LAMBDA', 'another function', () => invokeAsync('function', {})],
  [
    'EVENTBRIDGE',
    'the bus',
    () => eventBridge('bus').put([{ detailType: 'visitor erased', detail: erased }], () => false),
  ],
  ['SESV2', 'the account', () => sesAccount().isSendingEnabled()],
  ['SESV2', 'an answer', () => sesAnswers('ours').send({ ...mail, headers: [], tags: {} })],
  ['SES', 'the receipt rules', () => sesAccount().activeReceiptRuleSet()],
  ['SESV2', 'the account by the SDK', () => new SESv2Client({ maxAttempts: 1 }).send(new GetAccountCommand({}))],
  [
    'SES',
    'the receipt rules by the SDK',
    () => new SESClient({ maxAttempts: 1 }).send(new DescribeActiveReceiptRuleSetCommand({})),
  ],
])('AWS_ENDPOINT_URL_%s is where %s is asked for', async (variable, _what, asks) => {
  process.env[`AWS_ENDPOINT_URL_${variable}`] = url;
  await asks().catch(() => undefined);
  expect(asked).toBe(1);
});

test.each([
  [{ AWS_ENDPOINT_URL_S3: 'http://own', AWS_ENDPOINT_URL: 'http://all' }, 'http://own'],
  [{ AWS_ENDPOINT_URL_S3: '', AWS_ENDPOINT_URL: 'http://all/' }, 'http://all'],
  [{ AWS_ENDPOINT_URL_S3: undefined, AWS_ENDPOINT_URL: '' }, 'https://s3.example'],
])('of %j the first that says something counts', (variables, expected) => {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  expect(endpoint('S3', 's3.example')).toBe(expected);
});
