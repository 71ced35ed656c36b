import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const given = new Set<number>();

/**
 * A port of 127.0.0.1 on which nobody listens, for a server that cannot pick one itself, or that wants the same again
 * after a restart; never twice the same. It lies below the ephemeral ports, from 32768 on (Linux, ip-sysctl:
 * ip_local_port_range) or 49152 (RFC 6335): one of those may be given to an outgoing connection, of whomever, while its
 * server is away.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
