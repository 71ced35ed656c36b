import { AwsV4Signer } from 'aws4fetch';
import { localCredentials } from '../aws/local-credentials.ts';
import { AwsError } from '../aws/service.ts';
import type { AwsRequest } from '../aws/service.ts';

/** Where the front server has the buckets; the endpoint of all services has them without it. */
const prefixes = ['/_s3', ''];

/**
 * Throws what S3 answers to a presigned URL that has expired, or that is used for anything else than what was signed: another object,
 * another method, or other values of the signed headers, which is how an upload's type and length are fixed.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function refuseUnlessPermitted(request: AwsRequest, now: number): Promise<void> {
  const { query } = request;
  const [date, expires] = [query.get('X-Amz-Date'), query.get('X-Amz-Expires')];
  if (date === null) return;
  const iso = date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const end = Date.parse(iso) + Number(expires ?? '86400') * 1000;
  if (!(now < end)) throw new AwsError(403, 'AccessDenied', 'Request has expired');

  const [accessKeyId] = (query.get('X-Amz-Credential') ?? '').split('/');
  if (accessKeyId !== localCredentials.accessKeyId) {
    throw new AwsError(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.');
  }
  const signatures = await Promise.all(prefixes.map((prefix) => signatureOf(request, prefix, date)));
  if (signatures.includes(query.get('X-Amz-Signature'))) return;
  throw new AwsError(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  );
}

/** The signature that the request would have to carry. */
async function signatureOf(
  { method, path, query, headers }: AwsRequest,
  prefix: string,
  datetime: string,
): Promise<string | null> {
  const url = new URL(`http://${headers.host ?? ''}${prefix}${path}?${query.toString()}`);
  url.searchParams.delete('X-Amz-Signature');
  const names = (query.get('X-Amz-SignedHeaders') ?? '').split(';').filter((name) => name !== 'host');
  const region = (query.get('X-Amz-Credential') ?? '').split('/')[2] ?? '';
  const token = query.get('X-Amz-Security-Token');
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers: Object.fromEntries(names.map((name) => [name, String(headers[name] ?? '')])),
    accessKeyId: localCredentials.accessKeyId,
    secretAccessKey: localCredentials.secretAccessKey,
    ...(token === null ? {} : { sessionToken: token }),
    service: 's3',
    region,
    datetime,
    signQuery: true,
    allHeaders: true,
  });
  return (await signer.sign()).url.searchParams.get('X-Amz-Signature');
}
