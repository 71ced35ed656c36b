import { AwsV4Signer } from 'aws4fetch';
import { localCredentials } from '../../../local/aws/local-credentials.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
beforeAll(async () => {
  machine = await startSmallMachine();
});
afterAll(() => machine.remove());

function call(method: string, path: string, init: RequestInit = {}): Promise<Response> {
  return machine.signed('s3', `${machine.url}/_s3/${path}`, { method, ...init });
}

/** As the functions make them, with the time that they see. */
async function presigned(
  method: string,
  path: string,
  seconds: number,
  {
    headers = {},
    ...credentials
  }: Partial<Record<keyof typeof localCredentials, string>> & { readonly headers?: Record<string, string> } = {},
): Promise<string> {
  const now = await machine.advance(0);
  const datetime = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const url = `${machine.url}/_s3/${path}${path.includes('?') ? '&' : '?'}X-Amz-Expires=${seconds}`;
  const known = { ...localCredentials, service: 's3', region: 'us-east-1', ...credentials };
  const signer = new AwsV4Signer({ ...known, method, url, headers, datetime, signQuery: true, allHeaders: true });
  return (await signer.sign()).url.href;
}

describe('an object', () => {
  test('comes back with its content, type and metadata', async () => {
    const headers = { 'content-type': 'text/plain', 'x-amz-meta-who': 'vera' };
    const put = await call('PUT', 'files/folder/a%20file%2B%C3%A4.txt', { body: 'content', headers });
    expect(put.status).toBe(200);
    const got = await call('GET', 'files/folder/a%20file%2B%C3%A4.txt');
    expect(await got.text()).toBe('content');
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'text/plain',
      'x-amz-meta-who': 'vera',
      'content-length': '7',
      etag: put.headers.get('etag'),
    });
    const head = await call('HEAD', 'files/folder/a%20file%2B%C3%A4.txt');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '7']);
  });

  test('is replaced as a whole, and not if it must not be there', async () => {
    await call('PUT', 'files/replaced', { body: 'first' });
    await call('PUT', 'files/replaced', { body: 'second' });
    const refused = await call('PUT', 'files/replaced', { body: 'third', headers: { 'if-none-match': '*' } });
    expect(refused.status).toBe(412);
    expect(await (await call('GET', 'files/replaced')).text()).toBe('second');
  });

  test('is gone once it is deleted', async () => {
    await call('PUT', 'files/deleted', { body: 'x' });
    expect((await call('DELETE', 'files/deleted')).status).toBe(204);
    const response = await call('GET', 'files/deleted');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<Code>NoSuchKey</Code>');
  });

  test('is copied with what it was stored with', async () => {
    await call('PUT', 'files/source', { body: 'copied', headers: { 'content-type': 'text/plain' } });
    const copy = await call('PUT', 'files/copy', { headers: { 'x-amz-copy-source': '/files/source' } });
    expect([copy.status, await copy.text()]).toEqual([200, expect.stringContaining('<CopyObjectResult>')]);
    const got = await call('GET', 'files/copy');
    expect([await got.text(), got.headers.get('content-type')]).toEqual(['copied', 'text/plain']);
    const missing = await call('PUT', 'files/copy', { headers: { 'x-amz-copy-source': '/files/not-there' } });
    expect(missing.status).toBe(404);
  });

  test('is listed by the beginning of its key', async () => {
    for (const key of ['list/b', 'list/a&b', 'other'])
      await call('PUT', `files/${encodeURIComponent(key)}`, { body: '1' });
    const xml = await (await call('GET', 'files?list-type=2&prefix=list/')).text();
    expect([...xml.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key)).toEqual(['list/a&#38;b', 'list/b']);
  });

  test('that comes in chunks is stored without their frame', async () => {
    const body =
      '4;chunk-signature=0\r\nWiki\r\n5;chunk-signature=1\r\npedia\r\n0;chunk-signature=2\r\nx-amz-checksum-crc32:AAAA\r\n\r\n';
    const headers = { 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER' };
    await call('PUT', 'files/chunked', { body, headers });
    expect(await (await call('GET', 'files/chunked')).text()).toBe('Wikipedia');
  });

  test('is still there after a restart', async () => {
    await call('PUT', 'mail/inbound/kept', { body: 'kept' });
    machine = await machine.restarted();
    expect(await (await call('GET', 'mail/inbound/kept')).text()).toBe('kept');
  });
});

describe('a presigned URL', () => {
  test('lets a browser upload and download under another name', async () => {
    const up = await fetch(await presigned('PUT', 'files/up', 60), { method: 'PUT', body: 'from a browser' });
    expect(up.status).toBe(200);
    const disposition = encodeURIComponent('attachment; filename="a.txt"');
    const down = await fetch(await presigned('GET', `files/up?response-content-disposition=${disposition}`, 60));
    expect(await down.text()).toBe('from a browser');
    expect(down.headers.get('content-disposition')).toBe('attachment; filename="a.txt"');
  });

  test('is good until it expires, by the stepped time', async () => {
    const url = await presigned('GET', 'files/up', 60);
    await machine.advance(61);
    const response = await fetch(url);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('Request has expired');
  });

  const upload = { 'content-type': 'image/png', 'content-length': '4' };
  const put = (url: string, body: string, type: string): Promise<Response> =>
    fetch(url, { method: 'PUT', body, headers: { 'content-type': type } });

  test('lets in what it was signed for', async () => {
    const url = await presigned('PUT', 'files/signed', 60, { headers: upload });
    expect((await put(url, 'png!', 'image/png')).status).toBe(200);
    expect((await call('GET', 'files/signed')).headers.get('content-type')).toBe('image/png');
  });

  test.each<[string, (url: string) => Promise<Response>]>([
    ['a longer file', (url) => put(url, 'png!!', 'image/png')],
    ['a shorter file', (url) => put(url, 'png', 'image/png')],
    ['another type', (url) => put(url, 'png!', 'text/html')],
    ['another object', (url) => put(url.replace('refused', 'elsewhere'), 'png!', 'image/png')],
    ['another method', (url) => fetch(url)],
    ['a longer time', (url) => put(url.replace('Expires=60', 'Expires=600'), 'png!', 'image/png')],
  ])('is good for nothing else: %s', async (_, use) => {
    const response = await use(await presigned('PUT', 'files/refused', 60, { headers: upload }));
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')]);
    expect((await call('GET', 'files/refused')).status).toBe(404);
  });

  test.each([
    ['another secret', { secretAccessKey: 'other' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'other' }, 'InvalidAccessKeyId'],
  ])('that was signed with %s is refused', async (_, credentials, code) => {
    const response = await fetch(await presigned('GET', 'files/up', 60, credentials));
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining(code)]);
  });

  test('is needed', async () => {
    expect((await fetch(`${machine.url}/_s3/files/up`)).status).toBe(403);
  });
});

describe('a bucket', () => {
  const preflight = (bucket: string, method: string, headers: string): Promise<Response> =>
    fetch(`${machine.url}/_s3/${bucket}/x`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': method,
        'access-control-request-headers': headers,
      },
    });

  test('lets pages of other origins in as its rules say', async () => {
    const allowed = await preflight('files', 'PUT', 'content-type');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect((await preflight('files', 'DELETE', 'content-type')).status).toBe(403);
    expect((await preflight('files', 'PUT', 'x-other')).status).toBe(403);
    expect((await preflight('mail', 'PUT', 'content-type')).status).toBe(403);
    const url = await presigned('GET', 'files/up', 60);
    const response = await fetch(url, { headers: { origin: 'https://shop.example' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  test('that the template does not have is not there', async () => {
    const response = await call('PUT', 'nowhere/x', { body: 'x' });
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<Code>NoSuchBucket</Code>');
  });
});
