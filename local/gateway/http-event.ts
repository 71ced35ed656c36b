import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../json.ts';
import { accountId, region } from '../synthesis/pseudo-parameters.ts';
import type { Claims } from './jwt-authorizer.ts';

export interface HttpCall {
  readonly apiId: string;
  readonly stage: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly method: string;
  /** Without the query, as it was sent. */
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly viewerAddress: string;
  readonly claims: Claims | undefined;
  readonly at: Date;
}

/** CloudFront's address as API Gateway sees it. */
const edgeAddress = '127.0.0.1';

/**
 * The event of an HTTP API in payload format 2.0, behind a CloudFront distribution: the source is CloudFront, and the
 * viewer's address the last but one in `X-Forwarded-For`, behind whatever the viewer wrote there themselves.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpEvent(call: HttpCall): JsonObject {
  const { apiId, stage, routeKey, pathParameters, method, path, query, headers, body, viewerAddress, claims, at } =
    call;
  const { cookie, 'x-forwarded-for': forwardedFor } = headers;
  const domainName = `${apiId}.execute-api.${region}.amazonaws.com`;
  const isBinary = body.length > 0 && !isText(headers['content-type']);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: {
      ...lowerCased(headers),
      host: domainName,
      'x-amzn-trace-id': `Root=1-${Math.floor(at.getTime() / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`,
      'x-forwarded-for': [forwardedFor, viewerAddress, edgeAddress].filter((part) => part !== undefined).join(', '),
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    ...(query === '' ? {} : { queryStringParameters: queryParameters(query) }),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters: { ...pathParameters } }),
    requestContext: {
      accountId,
      apiId,
      domainName,
      domainPrefix: apiId,
      http: {
        method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: edgeAddress,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage,
      time: commonLogTime(at),
      timeEpoch: at.getTime(),
      ...(claims === undefined ? {} : { authorizer: { jwt: { claims: { ...claims }, scopes: null } } }),
    },
    ...(body.length === 0 ? {} : { body: body.toString(isBinary ? 'base64' : 'utf8') }),
    isBase64Encoded: isBinary,
  };
}

/** What else there is, forms included, API Gateway hands over in base64. */
function isText(contentType: string | undefined): boolean {
  const type = (contentType ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/(json|javascript|xml|[\w.-]+\+json)$/.test(type);
}

function lowerCased(headers: IncomingHttpHeaders): JsonObject {
  const { cookie: _cookie, host: _host, connection: _connection, ...others } = headers;
  const entries = Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]);
  return Object.fromEntries(entries) as JsonObject;
}

/** A name that comes more than once has its values joined by commas. */
function queryParameters(query: string): JsonObject {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]));
}

/** `22/Nov/2026:17:05:09 +0000` */
function commonLogTime(at: Date): string {
  const [, day = '', month = '', year = '', time = ''] = at.toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
