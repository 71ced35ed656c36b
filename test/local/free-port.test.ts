import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { freePort } from '../../local/free-port.ts';
import { listen, stopServer } from '../../local/loopback-server.ts';

test('ports are different, can be listened on, and no outgoing connection is ever given one', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, freePort));
  expect(new Set(ports).size).toBe(50);
  const server = createServer();
  expect(await listen(server, ports[0]!)).toBe(ports[0]);
  await stopServer(server);
  const firstEphemeral =
    process.platform === 'linux'
      ? Number((await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')).split('\t')[0])
      : 49_152;
  expect(Math.max(...ports)).toBeLessThan(firstEphemeral);
});
