import { request } from 'node:http';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

function withHeaders(path: string, headers: Record<string, string>): Promise<number | undefined> {
  const { port } = new URL(machine.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('/__local', () => {
  test('says that everything is wired', async () => {
    expect((await machine.control('GET', 'ready')).status).toBe(200);
  });

  test('answers pages and programs of this machine only', async () => {
    const own = new URL(machine.url).host;
    expect(await withHeaders('/__local/ready', { host: own })).toBe(200);
    expect(await withHeaders('/__local/ready', { host: own, origin: machine.url })).toBe(200);
    expect(await withHeaders('/__local/ready', { host: 'rebound.example.com' })).toBe(403);
    expect(await withHeaders('/__local/ready', { host: own, origin: 'https://evil.example.com' })).toBe(403);
    expect(await withHeaders('/__local/ready', { host: own, origin: 'null' })).toBe(403);
  });

  test.each<[string, string, unknown, number, string]>([
    ['POST', 'clock', {}, 400, 'invalid_request'],
    ['POST', 'clock', { advanceSeconds: '60' }, 400, 'invalid_request'],
    ['POST', 'clock', { advanceSeconds: -1 }, 400, 'invalid_request'],
    ['POST', 'clock', { advanceSeconds: 1e12 }, 400, 'invalid_request'],
    ['POST', 'clock', [], 400, 'invalid_request'],
    ['POST', 'faults', { service: 'ses' }, 400, 'invalid_request'],
    ['POST', 'crash', { function: 'nobody' }, 400, 'invalid_request'],
    ['POST', 'dead-letters/unknown/redrive', {}, 404, 'not_found'],
    ['GET', 'mailbox/unknown', undefined, 404, 'not_found'],
    ['GET', 'mailbox/unknown/raw', undefined, 404, 'not_found'],
    ['POST', 'mailbox/unknown/event', { type: 'bounce' }, 404, 'not_found'],
    ['GET', 'agent-token?agent=a%20b', undefined, 400, 'invalid_request'],
    ['GET', 'unknown', undefined, 404, 'not_found'],
  ])('%s %s with %j is a problem', async (method, path, body, status, code) => {
    const response = await machine.control(method, path, body);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code, title: expect.any(String) as string });
    expect(response.status).toBe(status);
  });

  test('says which field is wrong', async () => {
    const { errors } = (await (await machine.control('POST', 'clock', {})).json()) as { errors: object };
    expect(Object.keys(errors)).toEqual(['advanceSeconds']);
  });

  test('does not take broken JSON', async () => {
    const response = await fetch(`${machine.url}/__local/clock`, { method: 'POST', body: '{' });
    expect(await response.json()).toMatchObject({ status: 400, code: 'invalid_json' });
  });

  test('publishes the key that verifies its tokens, which stays the same', async () => {
    const keys = async (): Promise<{ keys: { kid: string; d?: string }[] }> => {
      const discovery = (await (await machine.control('GET', 'oidc/.well-known/openid-configuration')).json()) as {
        issuer: string;
        jwks_uri: string;
      };
      expect(discovery.issuer).toBe(`${machine.url}/__local/oidc`);
      return (await (await fetch(discovery.jwks_uri)).json()) as { keys: { kid: string }[] };
    };
    const before = await keys();
    expect(before.keys[0]).not.toHaveProperty('d');
    machine = await machine.restarted();
    expect(await keys()).toEqual(before);
  });
});
