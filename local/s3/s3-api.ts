import { AwsError } from '../aws/service.ts';
import type { AwsAnswer, AwsRequest, AwsService } from '../aws/service.ts';
import type { Resource, Resources } from '../synthesis/template.ts';
import { xmlText } from '../xml.ts';
import { uploadedContent } from './chunked-body.ts';
import { crossOriginHeaders } from './cross-origin.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { refuseUnlessPermitted } from './presigned-url.ts';

const operations: Readonly<Record<string, string>> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
  OPTIONS: 'Options',
};

/** Headers of an upload that come back with the object, beside `x-amz-meta-*`. */
const keptHeaders = ['content-type', 'content-disposition', 'content-language', 'cache-control', 'expires'];

/**
 * S3 for the template's buckets, by path (`/bucket/key`): objects, listing, presigned URLs and the buckets' CORS rules.
 * A presigned URL is good until it expires, for what was signed. Other calls are taken as they come.
 */
export function s3Api(resources: Resources, objects: ObjectStore, now: () => number): AwsService {
  const bucketOf = (name: string): Resource => {
    const bucket = resources.byRef(name, 'AWS::S3::Bucket');
    if (bucket === undefined) throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist');
    return bucket;
  };
  const withCors = (request: AwsRequest, bucket: Resource, answer: AwsAnswer): AwsAnswer => {
    const { origin } = request.headers;
    if (origin === undefined) return answer;
    const cors = crossOriginHeaders(bucket, { origin, method: request.method, requestHeaders: undefined });
    return { ...answer, headers: { ...answer.headers, ...cors } };
  };
  return {
    name: 's3',
    operation: ({ method, path, headers }) => {
      if (method === 'GET' && locate(path).key === '') return 'ListObjectsV2';
      return method === 'PUT' && headers['x-amz-copy-source'] !== undefined ? 'CopyObject' : operations[method];
    },
    answer: async (operation, request) => {
      const { bucket: name, key } = locate(request.path);
      const bucket = bucketOf(name);
      if (operation === 'Options') return preflight(bucket, request);
      await refuseUnlessPermitted(request, now());
      if (operation === 'CopyObject') return copy(objects, name, key, request, now());
      if (operation === 'PutObject') return withCors(request, bucket, put(objects, name, key, request, now()));
      if (operation === 'ListObjectsV2') return list(objects, name, request.query.get('prefix') ?? '');
      if (operation === 'DeleteObject') {
        objects.delete(name, key);
        return { status: 204 };
      }
      const object = objects.find(name, key);
      if (object === undefined) throw noSuchKey();
      const body = operation === 'GetObject' ? { body: await objects.content(object) } : {};
      return withCors(request, bucket, { status: 200, headers: headersOf(object, request.query), ...body });
    },
    refuse: ({ status, code, message }) =>
      xml(status, `<Error><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`),
  };
}

function locate(path: string): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
}

function preflight(bucket: Resource, { headers }: AwsRequest): AwsAnswer {
  const allowed = crossOriginHeaders(bucket, {
    origin: headers.origin ?? '',
    method: headers['access-control-request-method'] ?? '',
    requestHeaders: headers['access-control-request-headers'],
  });
  if (Object.keys(allowed).length > 0) return { status: 200, headers: allowed };
  throw new AwsError(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
}

function put(objects: ObjectStore, bucket: string, key: string, request: AwsRequest, modifiedAt: number): AwsAnswer {
  if (request.headers['if-none-match'] === '*' && objects.find(bucket, key) !== undefined) {
    throw new AwsError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  }
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    value !== undefined && (keptHeaders.includes(name) || name.startsWith('x-amz-meta-'))
      ? [[name, String(value)]]
      : [],
  );
  const stored = { bucket, key, headers: Object.fromEntries(headers), modifiedAt };
  const { etag } = objects.put(stored, uploadedContent(request));
  return { status: 200, headers: { etag } };
}

/** With the headers that the source was stored with, as S3 does unless it is told otherwise. */
async function copy(
  objects: ObjectStore,
  bucket: string,
  key: string,
  { headers }: AwsRequest,
  modifiedAt: number,
): Promise<AwsAnswer> {
  const from = locate(`/${String(headers['x-amz-copy-source']).replace(/^\//, '')}`);
  const source = objects.find(from.bucket, from.key);
  if (source === undefined) throw noSuchKey();
  const { etag } = objects.put({ bucket, key, headers: source.headers, modifiedAt }, await objects.content(source));
  const modified = new Date(modifiedAt).toISOString();
  return xml(
    200,
    `<CopyObjectResult><ETag>${xmlText(etag)}</ETag><LastModified>${modified}</LastModified></CopyObjectResult>`,
  );
}

function noSuchKey(): AwsError {
  return new AwsError(404, 'NoSuchKey', 'The specified key does not exist.');
}

/** `response-content-disposition` and its like in the URL replace what is kept. */
function headersOf(object: StoredObject, query: URLSearchParams): Record<string, string> {
  const replaced = keptHeaders.flatMap((name): [string, string][] => {
    const value = query.get(`response-${name}`);
    return value === null ? [] : [[name, value]];
  });
  return {
    'content-type': 'binary/octet-stream',
    ...object.headers,
    ...Object.fromEntries(replaced),
    'content-length': String(object.size),
    'last-modified': new Date(object.modifiedAt).toUTCString(),
    etag: object.etag,
  };
}

function list(objects: ObjectStore, bucket: string, prefix: string): AwsAnswer {
  const found = objects.list(bucket, prefix);
  const contents = found.map(
    ({ key, size, etag, modifiedAt }) =>
      `<Contents><Key>${xmlText(key)}</Key><LastModified>${new Date(modifiedAt).toISOString()}</LastModified>` +
      `<ETag>${xmlText(etag)}</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`,
  );
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${xmlText(bucket)}</Name>` +
      `<Prefix>${xmlText(prefix)}</Prefix><KeyCount>${found.length}</KeyCount><MaxKeys>${found.length}</MaxKeys>` +
      `<IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
  );
}

function xml(status: number, content: string): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${content}`,
  };
}
