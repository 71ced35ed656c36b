import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AwsEndpoint } from '../aws/aws-endpoint.ts';
import type { ControlApi } from '../control/control-api.ts';
import { listen, stopServer } from '../loopback-server.ts';
import type { Behavior, Distribution } from './distribution.ts';
import type { HttpAnswer } from './http-answer.ts';
import type { HttpApi } from './http-api.ts';
import type { SiteFiles } from './site-files.ts';
import type { WebSocketApi } from './websocket-api.ts';

/** What the front server leads to. */
export interface Entrances {
  readonly distribution: Distribution;
  readonly httpApi: HttpApi;
  readonly sockets: WebSocketApi;
  readonly site: SiteFiles;
  readonly control: ControlApi;
  readonly aws: AwsEndpoint;
  /** The runner's own origin. */
  readonly url: string;
  /** Stepped. */
  readonly now: () => Date;
}

/** Pages that exist on one machine only, and the files that they are. */
const localPages: Readonly<Record<string, string>> = {
  '/': '/local/index.html',
  '/mailbox': '/local/mailbox.html',
};

/**
 * The one origin that a browser knows: what CloudFront serves, where it serves it, the WebSocket API under `/_ws/`, the
 * buckets under `/_s3/`, and what only this machine has. It listens before everything behind it is there, since the rest is
 * told its port.
 */
export class FrontServer {
  readonly #server: Server;
  #entrances: Entrances | undefined;

  constructor() {
    this.#server = createServer((incoming, response) => void this.#serve(incoming, response));
    this.#server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => socket.destroy());
      if (this.#entrances === undefined) socket.destroy();
      else void this.#entrances.sockets.connect(incoming, socket, head);
    });
  }

  /** Resolves with the port; rejects when it is taken. */
  async start(port: number): Promise<number> {
    return listen(this.#server, port);
  }

  open(entrances: Entrances): void {
    this.#entrances = entrances;
  }

  async stop(): Promise<void> {
    await stopServer(this.#server);
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const entrances = this.#entrances;
    if (entrances === undefined) {
      send(response, plain(503, 'Starting'), incoming.method);
      return;
    }
    response.setHeader('date', entrances.now().toUTCString());
    if (incoming.url?.startsWith('/_s3/') === true) {
      incoming.url = incoming.url.slice('/_s3'.length);
      await entrances.aws.serve(incoming, response);
      return;
    }
    try {
      send(response, await answerOf(incoming, entrances), incoming.method);
    } catch (error) {
      send(response, plain(500, error instanceof Error ? error.message : String(error)), incoming.method);
    }
  }
}

async function answerOf(incoming: IncomingMessage, entrances: Entrances): Promise<HttpAnswer> {
  const path = incoming.url?.split('?')[0] ?? '/';
  if (path.startsWith('/__local/')) return entrances.control.answer(incoming);
  if (path === '/agent/config.json') return { status: 200, headers: jsonUncached, body: '{"local":true}' };
  const elsewhere = underTheOneName(incoming, entrances.url);
  if (elsewhere !== undefined) return { status: 302, headers: { location: elsewhere }, body: '' };
  const localPage = localPages[path];
  if (localPage !== undefined) return page(localPage, entrances, (headers) => headers);

  const behavior = entrances.distribution.behaviorFor(path);
  if (behavior.origin === 'api') {
    const answer = await entrances.httpApi.answer(incoming);
    return { ...answer, headers: behavior.responseHeaders(answer.headers) };
  }
  if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
    return plain(403, 'CloudFront allows GET and HEAD here.');
  const decision = behavior.atViewerRequest(path);
  if (decision.kind === 'answer') return { status: decision.status, headers: decision.headers, body: '' };
  return page(decision.path, entrances, behavior.responseHeaders);
}

/**
 * Where a page is to be opened that was called by this machine's other name: `localhost` is another origin than
 * `127.0.0.1`, which everything else is told.
 */
function underTheOneName({ headers, method, url = '/' }: IncomingMessage, origin: string): string | undefined {
  const asksForPage = method === 'GET' && headers.accept?.includes('text/html') === true;
  return asksForPage && headers.host?.startsWith('localhost:') === true ? `${origin}${url}` : undefined;
}

const jsonUncached = { 'content-type': 'application/json', 'cache-control': 'no-store' };

async function page(path: string, { site }: Entrances, headersFor: Behavior['responseHeaders']): Promise<HttpAnswer> {
  const file = await site.find(path);
  if (file === undefined) return plain(404, 'There is no such page.');
  return { status: 200, headers: headersFor(file.headers), body: file.content };
}

function plain(status: number, text: string): HttpAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }, body: text };
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer, method: string | undefined): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(method === 'HEAD' ? undefined : body);
}
