import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Busy } from '../../domain/conversation/commit-or-retry.ts';
import { logFailure } from '../../domain/log.ts';
import { idOf } from './id.ts';
import { Problem } from './problem.ts';

/** A request as the handlers see it. */
export interface Request {
  readonly method: string;
  readonly path: string;
  /** Ids and tokens; what can be none is empty, and so unknown. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as JSON; throws a 400 Problem when it is none. */
  json(): unknown;
}

export interface Response {
  readonly status: number;
  /** Answered as JSON; a string is answered as HTML. */
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (request: Request) => Promise<Response>;

/** One handler for each route of a list: a route without one does not compile. */
export type Routes<Route extends string> = Readonly<Record<Route, Handler>>;

const mostBodyBytes = 256 * 1024;

/**
 * The Lambda handler of an HTTP API: finds the route's handler, and makes every failure the problem+json of the contract.
 * `decorate` may add headers (CORS) to whatever is answered.
 */
export function serve<Route extends string>(
  routes: Routes<Route>,
  decorate: (request: Request) => Promise<Readonly<Record<string, string>>> = () => Promise.resolve({}),
): (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    const { request, tooLarge } = decodeEvent(event);
    const handler = routes[event.routeKey as Route] as Handler | undefined;
    let response: Response;
    try {
      if (tooLarge) throw new Problem(413, 'body_too_large', 'The body may have 256 KB at most.');
      if (handler === undefined) throw new Problem(404, 'not_found', 'There is no such path.');
      response = await handler(request);
    } catch (error) {
      response = failure(error, event);
    }
    return encode(response, await decorate(request).catch(() => ({})));
  };
}

function decodeEvent(event: APIGatewayProxyEventV2): { request: Request; tooLarge: boolean } {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const request: Request = {
    method: event.requestContext.http.method,
    path: event.rawPath,
    parameters: idsOf(event.pathParameters ?? {}),
    query: event.queryStringParameters ?? {},
    headers: event.headers,
    json() {
      try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
      } catch {
        throw new Problem(400, 'invalid_json');
      }
    },
  };
  return { request, tooLarge: body.byteLength > mostBodyBytes };
}

function idsOf(parameters: Readonly<Record<string, string | undefined>>): Request['parameters'] {
  return Object.fromEntries(Object.entries(parameters).map(([name, given = '']) => [name, idOf(given)]));
}

function failure(error: unknown, event: APIGatewayProxyEventV2): Response {
  if (error instanceof Problem) return problemResponse(error);
  if (error instanceof Busy) return problemResponse(new Problem(503, 'busy', undefined, { retryAfterSeconds: 1 }));
  logFailure(event.routeKey, error);
  return problemResponse(new Problem(500, 'internal_error'));
}

function problemResponse(problem: Problem): Response {
  const { retryAfterSeconds } = problem;
  return {
    status: problem.status,
    body: problem.body(),
    headers: {
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  };
}

function encode(response: Response, more: Readonly<Record<string, string>>): APIGatewayProxyStructuredResultV2 {
  const { status, body, headers } = response;
  const isText = typeof body === 'string';
  return {
    statusCode: status,
    headers: {
      ...(body === undefined ? {} : { 'content-type': isText ? 'text/html; charset=utf-8' : 'application/json' }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
      ...more,
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  };
}
