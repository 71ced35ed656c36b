import { AwsClient } from 'aws4fetch';
import { AwsEndpoint } from '../../../local/aws/aws-endpoint.ts';
import { AwsError, restJsonRefusal } from '../../../local/aws/service.ts';
import type { AwsAnswer } from '../../../local/aws/service.ts';

let endpoint: AwsEndpoint;
let url: string;
let answer: () => Promise<AwsAnswer>;
const calls: { service: string; operation: string }[] = [];
beforeAll(async () => {
  endpoint = new AwsEndpoint(
    (call, next) => {
      calls.push(call);
      return next();
    },
    () => new Date('2030-01-01T00:00:00Z'),
  );
  endpoint.open([
    {
      name: 'lambda',
      operation: ({ path }) => (path === '/known' ? 'Invoke' : undefined),
      answer: () => answer(),
      refuse: restJsonRefusal,
    },
  ]);
  url = await endpoint.start();
});
afterAll(() => endpoint.stop());

function call(service: string, path: string, init?: RequestInit): Promise<Response> {
  const client = new AwsClient({ accessKeyId: 'a', secretAccessKey: 'b', service, region: 'us-east-1', retries: 0 });
  return client.fetch(`${url}${path}`, init);
}

describe('a call to the endpoint', () => {
  test('goes to the service that it is signed for, past the one place that may let it fail', async () => {
    answer = () => Promise.resolve({ status: 200, body: 'answer' });
    const response = await call('lambda', '/known');
    expect(await response.text()).toBe('answer');
    expect(response.headers.get('date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
    expect(calls.at(-1)).toEqual({ service: 'lambda', operation: 'Invoke' });
  });

  test('that the service does not know is refused in the words of the service', async () => {
    const response = await call('lambda', '/unknown');
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([400, 'UnknownOperationException']);
  });

  test('to a service that is not emulated is refused', async () => {
    expect((await call('polly', '/known')).status).toBe(403);
  });

  test('that the service refuses has the refusal', async () => {
    answer = () => Promise.reject(new AwsError(429, 'TooManyRequestsException', 'Slow down'));
    const response = await call('lambda', '/known');
    expect([response.status, await response.json()]).toMatchObject([429, { message: 'Slow down' }]);
  });

  test('is followed by what comes after the answer, even when the caller has given up waiting', async () => {
    const giveUp = new AbortController();
    const afterwards = new Promise<void>((resolve) => {
      answer = async () => {
        giveUp.abort();
        await new Promise(setImmediate);
        await new Promise(setImmediate);
        return { status: 200, afterwards: resolve };
      };
    });
    await expect(call('lambda', '/known', { signal: giveUp.signal })).rejects.toThrow('abort');
    await afterwards;
  });
});
