import type { IncomingMessage } from 'node:http';
import { RouteTable } from '../gateway/route-table.ts';
import type { HttpAnswer } from '../gateway/http-answer.ts';
import { isObject, parseJson } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { isForLoopback, readBody, TooLargeError } from '../loopback-server.ts';
import { ControlProblem } from './problem.ts';

/** What a route of `/__local/` gets. */
export interface ControlRequest {
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

export type ControlRoute = (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;

/** Either a value that becomes JSON, or bytes with their type. */
export type ControlAnswer =
  { readonly json: unknown; readonly status?: number } | { readonly bytes: Buffer; readonly contentType: string };

const largestBody = 30 * 1024 * 1024;

/**
 * `/__local/…`: what drives and shows the machine, and is never deployed. It has no login, so it answers to this machine
 * only: not to a page of the internet whose name leads here, and not to one that makes a browser call it.
 */
export class ControlApi {
  readonly #routes: RouteTable<ControlRoute>;

  constructor(routes: Readonly<Record<string, ControlRoute>>) {
    this.#routes = new RouteTable(Object.entries(routes).map(([key, target]) => ({ key, target })));
  }

  async answer(incoming: IncomingMessage): Promise<HttpAnswer> {
    try {
      return rendered(await this.#call(incoming));
    } catch (error) {
      const problem = asProblem(error);
      const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
      return { status: problem.status, headers, body: JSON.stringify(problem.body()) };
    }
  }

  async #call(incoming: IncomingMessage): Promise<ControlAnswer> {
    if (!isForLoopback(incoming.headers) || !comesFromLoopback(incoming.headers.origin)) {
      throw new ControlProblem(403, 'forbidden', 'This is for pages and programs of this machine only.');
    }
    const url = new URL(`http://localhost${incoming.url ?? '/'}`);
    const match = this.#routes.find(incoming.method ?? 'GET', url.pathname);
    if (match === undefined) throw new ControlProblem(404, 'not_found', 'There is no such call.');
    const body = incoming.method === 'POST' ? jsonBody(await readBody(incoming, largestBody)) : {};
    return match.route.target({ pathParameters: match.pathParameters, query: url.searchParams, body });
  }
}

function comesFromLoopback(origin: string | undefined): boolean {
  return origin === undefined || isForLoopback({ host: origin.replace(/^http:\/\//, '') });
}

function jsonBody(body: Buffer): JsonObject {
  if (body.length === 0) return {};
  try {
    const value = parseJson(body.toString());
    if (isObject(value)) return value;
  } catch {
    throw new ControlProblem(400, 'invalid_json', 'The body is not valid JSON.');
  }
  throw new ControlProblem(400, 'invalid_request', 'The body must be a JSON object.');
}

function rendered(answer: ControlAnswer): HttpAnswer {
  return 'json' in answer
    ? {
        status: answer.status ?? 200,
        headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
        body: JSON.stringify(answer.json),
      }
    : { status: 200, headers: { 'content-type': answer.contentType, 'cache-control': 'no-store' }, body: answer.bytes };
}

function asProblem(error: unknown): ControlProblem {
  if (error instanceof ControlProblem) return error;
  if (error instanceof TooLargeError) return new ControlProblem(413, 'body_too_large', error.message);
  return new ControlProblem(500, 'internal_error', error instanceof Error ? error.message : String(error));
}
