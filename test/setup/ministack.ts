import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../local/free-port.ts';
import { pythonProgram } from '../../scripts/emulator.ts';
import { engineAt, untilAnswered } from './engine-client.ts';
import type { Engine } from './engine-client.ts';

/** MiniStack's DynamoDB: an engine of other people than the bundled one's, with nothing of ours before it. */
export async function startMiniStack(): Promise<Engine> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'ministack-'));
  const stack = spawn(pythonProgram('ministack'), {
    stdio: 'ignore',
    // A process group of its own: what it starts does not end with it.
    detached: true,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      STATE_DIR: folder,
      S3_DATA_DIR: folder,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
    },
  });
  const ended = new Promise<void>((resolve) => stack.once('close', () => resolve()));
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswered(`${endpoint}/_ministack/health`);
  return engineAt(endpoint, async () => {
    if (stack.pid !== undefined) process.kill(-stack.pid, 'SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
}
