import { AwsV4Signer } from 'aws4fetch';
import { presignedUrl } from '../../functions/aws/presigned-url.ts';
import type { Instant } from '../../functions/domain/instant.ts';

const environment = process.env;
beforeEach(() => {
  process.env = {
    ...environment,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret/with+signs',
  };
  delete process.env.AWS_SESSION_TOKEN;
});
afterAll(() => {
  process.env = environment;
});

const at = '2026-11-22T20:00:00.000Z' as Instant;
const url = 'https://files.s3.eu-central-1.amazonaws.com/attachments/abc';

async function byAws4Fetch(
  method: string,
  query: Readonly<Record<string, string>>,
  headers: Record<string, string>,
): Promise<string | null> {
  const wanted = new URL(url);
  for (const [name, value] of Object.entries({ ...query, 'X-Amz-Expires': '300' }))
    wanted.searchParams.set(name, value);
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env;
  const signer = new AwsV4Signer({
    method,
    url: wanted.href,
    headers,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
    service: 's3',
    region: 'eu-central-1',
    datetime: '20261122T200000Z',
    signQuery: true,
    allHeaders: true,
  });
  return (await signer.sign()).url.searchParams.get('X-Amz-Signature');
}

const disposition = `attachment; filename="_b_.pdf"; filename*=UTF-8''%C3%BCb%2B%27%28x%29%2A!~.pdf`;
const upload = { 'content-type': 'image/png', 'content-length': '7', 'content-disposition': 'attachment' };

describe.each([
  ['lasting', undefined],
  ['temporary', 'token/with+signs=='],
])('with %s credentials', (_, sessionToken) => {
  beforeEach(() => {
    if (sessionToken !== undefined) process.env.AWS_SESSION_TOKEN = sessionToken;
  });

  test.each([
    ['a download', 'GET', { 'response-content-disposition': disposition, 'response-content-type': 'image/png' }, {}],
    ['an upload', 'PUT', {}, upload],
  ] as const)('%s is signed as another signer of AWS requests signs it', async (__, method, query, headers) => {
    const signed = new URL(presignedUrl({ method, url, query, headers, at, seconds: 300 }));
    expect(signed.searchParams.get('X-Amz-Signature')).toBe(await byAws4Fetch(method, query, headers));
    expect(signed.searchParams.get('X-Amz-Security-Token')).toBe(sessionToken ?? null);
    for (const [name, value] of Object.entries(query)) expect(signed.searchParams.get(name)).toBe(value);
  });
});

test('is the example of the documentation', () => {
  process.env.AWS_REGION = 'us-east-1';
  process.env.AWS_ACCESS_KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
  process.env.AWS_SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const signed = presignedUrl({
    method: 'GET',
    url: 'https://examplebucket.s3.amazonaws.com/test.txt',
    at: '2013-05-24T00:00:00.000Z' as Instant,
    seconds: 86_400,
  });
  expect(signed).toContain('X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404');
});
