import { request } from 'node:http';
import type { JsonObject } from '../../../local/json.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

/** The function answers the event it was given. */
async function event(response: Response): Promise<JsonObject & { requestContext: JsonObject; headers: JsonObject }> {
  return (await response.json()) as JsonObject & { requestContext: JsonObject; headers: JsonObject };
}

describe('a request to the HTTP API', () => {
  test('is an event in payload format 2.0', async () => {
    const response = await fetch(`${machine.url}/v1/items/a%20b?x=1&x=2&y=`, {
      method: 'POST',
      body: '{"ä":1}',
      headers: { 'content-type': 'application/json', 'X-Upper': 'Kept', cookie: 'c=1; d=2', 'user-agent': 'tests' },
    });
    const now = await machine.advance(0);
    expect(await event(response)).toMatchObject({
      version: '2.0',
      routeKey: 'POST /v1/items/{id}',
      rawPath: '/v1/items/a%20b',
      rawQueryString: 'x=1&x=2&y=',
      cookies: ['c=1', 'd=2'],
      headers: { 'x-upper': 'Kept', 'x-forwarded-for': '127.0.0.1, 127.0.0.1' },
      queryStringParameters: { x: '1,2', y: '' },
      pathParameters: { id: 'a b' },
      requestContext: {
        stage: '$default',
        routeKey: 'POST /v1/items/{id}',
        http: { method: 'POST', path: '/v1/items/a%20b', userAgent: 'tests', sourceIp: '127.0.0.1' },
        timeEpoch: expect.any(Number) as number,
      },
      body: '{"ä":1}',
      isBase64Encoded: false,
    });
    expect(Math.abs(Date.parse(response.headers.get('date')!) - now.getTime())).toBeLessThan(5000);
  });

  test('that no route is for goes to $default', async () => {
    const response = await fetch(`${machine.url}/v1/unknown`, { method: 'PATCH' });
    const { routeKey, pathParameters } = await event(response);
    expect([routeKey, pathParameters]).toEqual(['$default', undefined]);
  });

  test.each([
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['text/csv; charset=utf-8', false],
    ['application/problem+json', false],
  ])('with a body of type %s has it in base64: %s', async (type, isBase64Encoded) => {
    const response = await fetch(`${machine.url}/v1/x`, {
      method: 'POST',
      body: 'a=1',
      headers: { 'content-type': type },
    });
    const body = isBase64Encoded ? Buffer.from('a=1').toString('base64') : 'a=1';
    expect(await event(response)).toMatchObject({ isBase64Encoded, body });
  });

  test('cannot pretend to come from another address', async () => {
    const response = await fetch(`${machine.url}/v1/x`, { headers: { 'x-forwarded-for': '8.8.8.8' } });
    expect((await event(response)).headers['x-forwarded-for']).toBe('8.8.8.8, 127.0.0.1, 127.0.0.1');
  });

  test('is answered with the status, headers and cookies of the function', async () => {
    const response = await fetch(`${machine.url}/v1/x`);
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  test('is answered 200 in JSON if the function names no status', async () => {
    const response = await fetch(`${machine.url}/v1/x?plain=yes`);
    expect([response.status, await response.json()]).toEqual([200, { plain: true }]);
  });

  test('is answered 500 without details if the function fails', async () => {
    const response = await fetch(`${machine.url}/v1/x?throw=yes`);
    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  test('with too large a body is refused before it reaches the function', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${machine.url}/v1/x`, { method: 'POST', headers: { 'content-length': body.length } }, ({ statusCode }) =>
        resolve(statusCode),
      )
        .on('error', reject)
        .end(body);
    });
    expect(status).toBe(413);
  });
});

describe('a route with an authorizer', () => {
  const guarded = (token?: string): Promise<Response> =>
    fetch(`${machine.url}/v1/guarded`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

  test('lets a token of this machine through, with its claims as texts', async () => {
    const { token } = (await (await machine.control('GET', 'agent-token?agent=ada&admin=true')).json()) as {
      token: string;
    };
    const { requestContext } = await event(await guarded(token));
    expect(requestContext).toMatchObject({
      authorizer: { jwt: { claims: { sub: 'ada', name: 'Ada', 'cognito:groups': '[agents admins]', aud: 'client' } } },
    });
    await machine.advance(12 * 3600 + 1);
    expect((await guarded(token)).status).toBe(401);
  });

  test.each([
    ['none', undefined],
    ['garbage', 'garbage'],
    ['an unsigned one', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.'],
  ])('refuses %s', async (_, token) => {
    const response = await guarded(token);
    expect([response.status, await response.json()]).toEqual([401, { message: 'Unauthorized' }]);
  });
});
