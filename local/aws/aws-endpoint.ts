import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { listen, readBody, stopServer, TooLargeError } from '../loopback-server.ts';
import { AwsError } from './service.ts';
import type { AwsAnswer, AwsRequest, AwsService } from './service.ts';

/** Every emulated call passes here: the one place to let calls fail. */
export type Around = (
  call: { readonly service: string; readonly operation: string },
  next: () => Promise<AwsAnswer>,
) => Promise<AwsAnswer | Silence>;

/** No answer at all: the caller waits until it gives up or, after this time, finds its connection cut. */
export interface Silence {
  readonly silentMs: number;
}

/** SES takes 40 MB in base64, and S3 what a browser uploads. */
const largestBody = 64 * 1024 * 1024;

/**
 * What `AWS_ENDPOINT_URL` points to: one loopback server for all services. It knows the service by the credential scope
 * of the signature (`…/REGION/SERVICE/aws4_request`), in the Authorization header or in a presigned URL. The signature
 * itself is not verified, but a call without one is refused, so that no page in a browser can make calls.
 */
export class AwsEndpoint {
  readonly #services = new Map<string, AwsService>();
  readonly #around: Around;
  readonly #now: () => Date;
  readonly #server: Server;

  /** `now` is told in each answer: an SDK that finds another time there than its own believes its clock to be wrong. */
  constructor(around: Around, now: () => Date) {
    this.#around = around;
    this.#now = now;
    this.#server = createServer((incoming, response) => void this.serve(incoming, response));
  }

  /** From now on these services answer. They are told the endpoint's URL, so it starts before them. */
  open(services: readonly AwsService[]): void {
    for (const service of services) this.#services.set(service.name, service);
  }

  /** Resolves with the URL. */
  async start(): Promise<string> {
    return `http://127.0.0.1:${await listen(this.#server, 0)}`;
  }

  async stop(): Promise<void> {
    await stopServer(this.#server);
  }

  /** Answers one call; also for another server that has part of its paths here. */
  async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.#answer(incoming);
    if ('silentMs' in answer) {
      cutLater(response, answer.silentMs);
      return;
    }
    const { status, headers, body, afterwards } = answer;
    response.writeHead(status, { date: this.#now().toUTCString(), 'x-amzn-requestid': randomUUID(), ...headers });
    response.end(incoming.method === 'HEAD' ? undefined : body);
    if (afterwards !== undefined) whenGone(response, afterwards);
  }

  async #answer(incoming: IncomingMessage): Promise<AwsAnswer | Silence> {
    const url = new URL(`http://localhost${incoming.url ?? '/'}`);
    const service = this.#services.get(serviceName(incoming, url) ?? '');
    if (service === undefined) return refuseUnsigned;
    try {
      const request: AwsRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: await readBody(incoming, largestBody),
      };
      const operation = service.operation(request);
      if (operation === undefined) throw new AwsError(400, 'UnknownOperationException', 'Not emulated on one machine');
      return await this.#around({ service: service.name, operation }, async () => service.answer(operation, request));
    } catch (error) {
      return service.refuse(asAwsError(error));
    }
  }
}

/** Calls back once the answer has left, or cannot leave any more: a caller that gave up has closed the connection before. */
function whenGone(response: ServerResponse, callback: () => void): void {
  if (response.socket?.destroyed === false) response.once('close', callback);
  else callback();
}

function cutLater(response: ServerResponse, milliseconds: number): void {
  const cut = setTimeout(() => response.destroy(), milliseconds);
  whenGone(response, () => clearTimeout(cut));
}

const refuseUnsigned: AwsAnswer = {
  status: 403,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'MissingAuthenticationTokenException' },
  body: JSON.stringify({ message: 'Missing Authentication Token, or a service that is not emulated' }),
};

function serviceName({ headers, method }: IncomingMessage, url: URL): string | undefined {
  // A browser asks S3 before it uploads, without a signature.
  if (method === 'OPTIONS') return 's3';
  const credential =
    /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ?? url.searchParams.get('X-Amz-Credential');
  return credential?.split('/').at(-2);
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof TooLargeError) return new AwsError(413, 'RequestEntityTooLargeException', error.message);
  return new AwsError(500, 'InternalFailure', error instanceof Error ? (error.stack ?? error.message) : String(error));
}
