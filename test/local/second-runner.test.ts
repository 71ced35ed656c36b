import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startMachine } from '../../local/machine.ts';
import { buildSmallSystem, smallSystem } from './fixture/small-machine.ts';

const root = resolve(import.meta.dirname, '../..');

function runner(...args: string[]): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ['--import', 'tsx', 'local/start.ts', ...args], { cwd: root, encoding: 'utf8' });
}

test('a second runner on the same data is refused in one line that says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'second-'));
  writeFileSync(join(folder, 'lock'), String(process.pid));
  const { status, stderr } = runner('--data', folder);
  rmSync(folder, { recursive: true });
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toContain(`Another runner (process ${process.pid})`);
  expect(stderr).toContain('--data');
});

test('a wrong option is refused with a hint', () => {
  const { status, stderr } = runner('--prot', '1');
  expect(status).toBe(1);
  expect(stderr).toContain('npm start -- [--port');
});

test('a port that is taken is an error, and nothing of the machine is left behind', async () => {
  const folder = await buildSmallSystem();
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const handlers = { onFunctionError: () => undefined, onEngineEnd: () => undefined };
  const starting = startMachine({ ...smallSystem(folder), port: 0, smtpPort: port, ...handlers });
  await expect(starting).rejects.toMatchObject({ code: 'EADDRINUSE', port });
  const machine = await startMachine({ ...smallSystem(folder), port: 0, smtpPort: 0, ...handlers });
  await machine.stop();
  server.close();
  rmSync(folder, { recursive: true });
});
