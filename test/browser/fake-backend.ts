import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { answerTo } from './fake-routes.ts';
import { FakeState } from './fake-state.ts';
import type { Json } from './fake-state.ts';

/**
 * A back end in a few lines of memory, for pictures of states that the real one takes long to get into: bounced mail, ten
 * thousand conversations, settings that somebody else has saved. What it answers follows docs/api.md.
 */
export interface FakeBackend {
  readonly url: string;
  readonly state: FakeState;
  /** Pages that a test brings along, by path. */
  readonly pages: Map<string, { readonly html: string; readonly policy?: string }>;
  /** Ends every WebSocket, as a cut network does. */
  disconnect(): void;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const entrances: Readonly<Record<string, string>> = {
  '/': 'local/index.html',
  '/mailbox': 'local/mailbox.html',
  '/agent': 'agent/index.html',
  '/admin': 'admin/index.html',
};

/** As deployed (lib/site-headers.ts): the agents' pages run their own code only. */
const consolePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' ws:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export async function startFakeBackend(webDirectory: string): Promise<FakeBackend> {
  const sockets = new Set<WebSocket>();
  const pages: FakeBackend['pages'] = new Map();
  const state = new FakeState((event) => {
    for (const socket of sockets) socket.send(JSON.stringify(event));
  });
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  const webSockets = new WebSocketServer({ server });
  webSockets.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('message', () => socket.send('{"type":"pong"}'));
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const page = pages.get(pathname);
    if (page !== undefined) {
      const policy = page.policy === undefined ? {} : { 'content-security-policy': page.policy };
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...policy }).end(page.html);
      return;
    }
    const [, folder, id = ''] = pathname.split('/');
    const file = state.files.get(id);
    if (folder === 'upload' && file !== undefined) {
      file.uploaded = (await bytesOf(request)).length;
      response.writeHead(200).end();
      return;
    }
    if (folder === 'files' && file !== undefined) {
      response.writeHead(200, { 'content-type': String(file.contentType), 'content-disposition': 'attachment' });
      response.end(file.bytes instanceof Uint8Array ? file.bytes : picture);
      return;
    }
    if (!/^\/(v1|__local)\/|config\.json$/u.test(pathname)) {
      await serveFile(pathname, response);
      return;
    }
    const [status, answer] = answerTo(state, {
      method: request.method ?? 'GET',
      path: pathname.split('/').slice(1),
      query: searchParams,
      body: await jsonOf(request),
      socketUrl: url.replace('http', 'ws'),
    });
    response.writeHead(status, { 'content-type': 'application/json', date: new Date(state.now()).toUTCString() });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  }

  async function serveFile(pathname: string, response: ServerResponse): Promise<void> {
    const file = entrances[pathname] ?? normalize(pathname);
    try {
      const content = await readFile(join(webDirectory, file));
      const policy = /^\/(agent|admin)$/u.test(pathname) ? { 'content-security-policy': consolePolicy } : {};
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...policy });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  return {
    url,
    state,
    pages,
    disconnect() {
      for (const socket of sockets) socket.terminate();
    },
    async close() {
      for (const socket of sockets) socket.terminate();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function jsonOf(request: IncomingMessage): Promise<Json> {
  const text = (await bytesOf(request)).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Json);
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What a file of the fake back end contains that a test has not filled: a small picture, 4 by 4 pixels. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAHklEQVR4nGOw6cmDI4aUpjw4YuipyIMjhi15eXAEACNaFjG4/HWgAAAAAElFTkSuQmCC',
  'base64',
);
