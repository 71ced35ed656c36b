import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

function invoke(name: string, event: object, type = 'RequestResponse'): Promise<Response> {
  const url = `${machine.awsUrl}/2015-03-31/functions/${encodeURIComponent(name)}/invocations`;
  return machine.signed('lambda', url, {
    method: 'POST',
    body: JSON.stringify(event),
    headers: { 'x-amz-invocation-type': type },
  });
}

describe('a synchronous invocation', () => {
  test.each(['noter', 'arn:aws:lambda:us-east-1:000000000000:function:noter', 'noter:live'])(
    'of %s is answered',
    async (name) => {
      const response = await invoke(name, { answers: { ok: true } });
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ ok: true });
    },
  );

  test('answers null for undefined', async () => {
    expect(await (await invoke('noter', {})).json()).toBeNull();
  });

  test('tells what the function threw', async () => {
    const response = await invoke('noter', { does: 'throw', name: 'told' });
    expect(response.headers.get('x-amz-function-error')).toBe('Unhandled');
    expect(await response.json()).toMatchObject({ errorType: 'RangeError', errorMessage: 'attempt 1 of told' });
    expect(machine.failures).toContain('noter: RangeError: attempt 1 of told');
  });

  test('of an unknown function is refused', async () => {
    const response = await invoke('nobody', {});
    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
  });

  test('without a signature is refused', async () => {
    const response = await fetch(`${machine.awsUrl}/2015-03-31/functions/noter/invocations`, { method: 'POST' });
    expect(response.status).toBe(403);
  });

  test.each([
    ['hangs', 'hang'],
    ['never yields', 'loop'],
  ])('of a function that %s ends with its timeout, and the next one works', async (_, does) => {
    const response = await invoke('troubled', { does });
    expect(await response.json()).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 1.00 seconds') as string,
    });
    expect(await (await invoke('troubled', { answers: 1 })).json()).toBe(1);
  });

  test('of a function that ends its process fails, and the next one works', async () => {
    const response = await invoke('troubled', { does: 'exit' });
    expect(await response.json()).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(await (await invoke('troubled', { answers: 2 })).json()).toBe(2);
  });

  test('does not wait for another one', async () => {
    const hanging = invoke('troubled', { does: 'hang' });
    expect(await (await invoke('troubled', { answers: 3 })).json()).toBe(3);
    expect((await hanging).headers.get('x-amz-function-error')).toBe('Unhandled');
  });
});

test('a function sees the stepped time and has the real time to live', async () => {
  const now = await machine.advance(3 * 3600);
  await invoke('noter', { name: 'clock' });
  const [entry] = (await machine.journal('noter')).filter(({ event }) => event.name === 'clock');
  expect(Math.abs(Date.parse(entry!.at) - now.getTime())).toBeLessThan(10_000);
  expect(entry!.remaining).toBeGreaterThan(9_000);
});

test('a function has its variables, with the addresses of this machine, and those that Lambda sets', async () => {
  const { headers } = await fetch(`${machine.url}/v1/anything`);
  const port = new URL(machine.url).port;
  const variables = JSON.parse(headers.get('x-variables')!) as Record<string, string>;
  expect(variables).toMatchObject({
    TABLE_NAME: 'Small-Table',
    PUBLIC_URL: machine.url,
    OIDC_ISSUER: `${machine.url}/__local/oidc`,
    OIDC_AUDIENCE: 'client',
    KEYS: expect.stringMatching(/^arn:aws:secretsmanager:us-east-1:000000000000:secret:/) as string,
    WEBSOCKET_URL: expect.stringMatching(new RegExp(`^ws://127\\.0\\.0\\.1:${port}/_ws/[0-9a-f]+/live$`)) as string,
    WEBSOCKET_ENDPOINT: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/_ws\/[0-9a-f]+\/live$/) as string,
    AWS_LAMBDA_FUNCTION_NAME: 'api',
    AWS_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: machine.awsUrl,
    TZ: ':UTC',
  });
  expect(variables).not.toHaveProperty('HOME');
});
