import { request } from 'node:http';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

function get(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${machine.url}${path}`, { redirect: 'manual', ...init });
}

/** The path as it is, which `fetch` would tidy up. */
function getExactly(path: string, host = new URL(machine.url).host): Promise<{ status?: number; body: string }> {
  const { port } = new URL(machine.url);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host, accept: 'text/html' } }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ body, ...(response.statusCode && { status: response.statusCode }) }));
    })
      .on('error', reject)
      .end();
  });
}

describe('a page', () => {
  test.each([
    ['/', 'shop'],
    ['/mailbox', 'mailbox'],
    ['/agent', 'agent'],
    ['/agent/index.html', 'agent'],
    ['/local/index.html', 'shop'],
  ])('at %s is the %s', async (path, content) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([200, content]);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('has the headers of its distribution, for this machine', async () => {
    const { headers } = await get('/agent');
    expect(headers.get('content-security-policy')).toBe(`connect-src 'self' ws://${new URL(machine.url).host}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  test('has hashed files that may be kept', async () => {
    const { headers } = await get('/agent/agent-ABC.js');
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  test('may lead to another one', async () => {
    const response = await get('/old');
    expect([response.status, response.headers.get('location')]).toEqual([302, '/agent']);
  });

  test('that is not there is not found, nor can one be changed', async () => {
    expect((await get('/agent/nothing.js')).status).toBe(404);
    expect((await get('/agent', { method: 'POST' })).status).toBe(403);
    expect(await (await get('/agent', { method: 'HEAD' })).text()).toBe('');
  });

  test.each(['/../data/lock', '/agent/../../data/former-url', '/%2e%2e/data/former-url', '/..%2fdata/former-url'])(
    'at %s does not lead out of the site',
    async (path) => {
      expect((await getExactly(path)).status).toBe(404);
    },
  );

  test('called by the name localhost leads to the one origin', async () => {
    const { port } = new URL(machine.url);
    expect((await getExactly('/agent', `localhost:${port}`)).status).toBe(302);
  });

  test('learns that its agents log in without a provider', async () => {
    expect(await (await get('/agent/config.json')).json()).toEqual({ local: true });
  });
});
