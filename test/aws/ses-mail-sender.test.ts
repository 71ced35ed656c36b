import { Agent, createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import {
  BadRequestException,
  MessageRejected,
  SESv2Client,
  SESv2ServiceException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { outcomeOf, sesMailSender } from '../../functions/aws/ses-mail-sender.ts';
import type { OutgoingMail, SendResult } from '../../functions/domain/email/mail-sender.ts';
import { listen, stopServer } from '../../local/loopback-server.ts';

const metadata = (httpStatusCode: number) => ({ message: '', $metadata: { httpStatusCode } });
const serverError = new SESv2ServiceException({ name: 'InternalFailure', $fault: 'server', ...metadata(500) });
const refusedConnection = Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' });

test.each([
  ['throttling', new TooManyRequestsException(metadata(429)), { kind: 'refused', final: false }],
  ['a rejected message', new MessageRejected(metadata(400)), { kind: 'refused', final: true }],
  ['a bad request', new BadRequestException(metadata(400)), { kind: 'refused', final: true }],
  ['an error of the server', serverError, { kind: 'unknown' }],
  ['a refused connection', refusedConnection, { kind: 'refused', final: false }],
  ['refused connections', new AggregateError([refusedConnection]), { kind: 'refused', final: false }],
  ['connections of which one broke', new AggregateError([refusedConnection, new Error()]), { kind: 'unknown' }],
  ['a timeout', Object.assign(new Error('timed out'), { name: 'TimeoutError' }), { kind: 'unknown' }],
  ['a connection that broke', new Error('ECONNRESET'), { kind: 'unknown' }],
])('%s is told apart from the others', (_what, error, outcome) => {
  expect(outcomeOf(error)).toMatchObject(outcome);
});

describe('a connection', () => {
  const mail: OutgoingMail = {
    from: 'shop@example.com',
    to: 'vera@example.org',
    replyTo: 'r@reply.example.com',
    subject: 'Hello',
    text: 'Hello',
    html: '<p>Hello</p>',
    headers: [],
    tags: {},
  };
  type Lookup = NonNullable<ConstructorParameters<typeof Agent>[0]>['lookup'];

  async function sent(port: number, lookup?: Lookup): Promise<SendResult> {
    const client = new SESv2Client({
      endpoint: `http://ses.example:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: { connectionTimeout: 100, httpAgent: new Agent({ lookup }) },
    });
    return sesMailSender({ configurationSet: 'test', client }).send(mail);
  }

  const found: Lookup = (_host, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]);
  const notFound = Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN', syscall: 'getaddrinfo' });

  /** What a server answers, and how often it is asked. */
  async function sentTo(answer: RequestListener, lookup: Lookup): Promise<{ result: SendResult; asked: number }> {
    let asked = 0;
    const server = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    });
    try {
      const result = await sent(await listen(server, 0), lookup);
      return { result, asked };
    } finally {
      await stopServer(server);
    }
  }
  const accepts: RequestListener = (_request, response) => response.end('{"MessageId":"0100-1"}');

  test.each<[string, Lookup]>([
    ['for which there is no address', (_host, _options, answer) => answer(notFound, '')],
    ['that does not come about in time', () => undefined],
  ])('%s has left nothing with SES', async (_what, lookup) => {
    const refused = { kind: 'refused', final: false, reason: 'not-connected' };
    expect(await sent(80, lookup)).toEqual(refused);
  });

  test('that breaks when the mail was handed over says nothing about it, and is not tried again', async () => {
    const { result, asked } = await sentTo((request) => request.socket.destroy(), found);
    expect(result.kind).toBe('unknown');
    expect(asked).toBe(1);
  });

  test('is a new one for each mail: an old one may have been closed while the function was frozen', async () => {
    const used = new WeakSet<object>();
    const server = createServer((request, response) => {
      if (used.has(request.socket)) request.socket.destroy();
      else response.end('{"MessageId":"0100-1"}');
      used.add(request.socket);
    });
    const before = { ...process.env };
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${await listen(server, 0)}`;
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    Object.assign(process.env, { AWS_ENDPOINT_URL, AWS_REGION: 'eu-central-1', ...credentials });
    try {
      const sender = sesMailSender({ configurationSet: 'test' });
      expect((await sender.send(mail)).kind).toBe('accepted');
      expect((await sender.send(mail)).kind).toBe('accepted');
    } finally {
      process.env = before;
      await stopServer(server);
    }
  });

  test('that does not come about is tried once more, at once', async () => {
    let lookups = 0;
    const { result, asked } = await sentTo(accepts, (host, options, answer) => {
      lookups += 1;
      if (lookups === 1) answer(notFound, '');
      else found(host, options, answer);
    });
    expect(result).toMatchObject({ kind: 'accepted', sesId: '0100-1' });
    expect(asked).toBe(1);
  });
});
