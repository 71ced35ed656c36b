import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A body is longer than allowed. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * Listens on 127.0.0.1 and nowhere else; port 0 takes a free one. Resolves with the port, rejects when it is taken. It never closes
 * an idle connection: on a busy machine a client would send its next request into it, and not know what became of that.
 */
export async function listen(server: Server, port: number): Promise<number> {
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port;
}

export async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** The whole body. Rejects with TooLargeError as soon as it is longer than allowed. */
export async function readBody(incoming: IncomingMessage, longest: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > longest) throw new TooLargeError(`The body is longer than ${longest} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Whether a request names this machine as its host. A page of the internet can have its own name resolve to 127.0.0.1
 * and then talk to us as if it were its own origin; its name is still in the Host header.
 */
export function isForLoopback({ host }: IncomingHttpHeaders): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');
}
