import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../local/free-port.ts';
import { lambdaNodeFolder, nodeFolder, pythonFolder, pythonProgram } from '../../../scripts/emulator.ts';
import { startSes } from './ses.ts';
import type { Ses } from './ses.ts';

/** MiniStack with its policies evaluated, over TLS, its functions on Lambda's Node.js; and SES before it, which keeps every mail whole. */
export interface Emulator {
  readonly port: number;
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** PEM, to be trusted. */
  readonly certificate: Buffer;
  /** What a program needs to take the emulator for AWS: endpoints, credentials, the certificate. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ses: Ses;
  /** Holds its logs and whatever a run leaves behind; deleted by `stop`. */
  readonly folder: string;
  /** Which rights of functions were evaluated since it started, in order. */
  readonly evaluatedRights: () => readonly EvaluatedRight[];
  readonly stop: () => Promise<void>;
}

export interface EvaluatedRight {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly decision: string;
}

export const region = 'us-east-1';
export const account = '000000000000';

/** Starts it in a folder of its own. Throws with the end of its log when it does not come up. */
export async function startEmulator(): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  for (const name of ['tmp', 'state', 's3']) mkdirSync(join(folder, name));
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const certificateFile = join(folder, 'certificate.pem');
  const ses = await startSes({ host: '127.0.0.1', port, certificate: () => readFileSync(certificateFile) });
  const trust = {
    AWS_CA_BUNDLE: certificateFile,
    NODE_EXTRA_CA_CERTS: certificateFile,
    SSL_CERT_FILE: certificateFile,
    REQUESTS_CA_BUNDLE: certificateFile,
  };
  const shared = {
    PATH: `${lambdaNodeFolder}:${pythonFolder}/bin:${process.env.PATH ?? ''}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1,localhost',
    EMULATOR_URL: url,
  };
  const log = openSync(join(folder, 'emulator.log'), 'a');
  const child = spawn(pythonProgram('python'), [join(import.meta.dirname, 'launch.py')], {
    // In a process group of its own, with which its functions' processes end, too.
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      ...shared,
      ...trust,
      HOME: join(folder, 'tmp'),
      EMULATOR_FOLDER: folder,
      BIND_HOST: '127.0.0.1',
      MINISTACK_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      SFTP_ENABLED: '0',
      IOT_MTLS_ENABLED: '0',
      AUTH: 'true',
      USE_SSL: '1',
      MINISTACK_SSL_CERT: certificateFile,
      MINISTACK_SSL_KEY: join(folder, 'key.pem'),
      TMPDIR: join(folder, 'tmp'),
      STATE_DIR: join(folder, 'state'),
      S3_DATA_DIR: join(folder, 's3'),
      LAMBDA_ASYNC_RETRY_BASE_SECONDS: '0.2',
      // Functions inherit these from the emulator.
      AWS_ENDPOINT_URL_SES: ses.url,
      AWS_ENDPOINT_URL_SESV2: ses.url,
      // As Lambda has the AWS SDK beside a function that does not bring its own.
      NODE_PATH: join(nodeFolder, 'node_modules'),
      NODE_OPTIONS: `--require ${join(import.meta.dirname, 'preload.cjs')}`,
    },
  });
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    killGroup(child.pid, 'SIGTERM');
    await Promise.race([end, wait(3000, undefined, { ref: false })]);
    killGroup(child.pid, 'SIGKILL');
    await ses.stop();
    if (process.env.KEEP_EMULATOR_FOLDER === undefined) rmSync(folder, { recursive: true, force: true });
  };
  while (!(await answers(port, certificateFile))) {
    if (child.exitCode !== null) {
      const said = readFileSync(join(folder, 'emulator.log'), 'utf8').slice(-3000);
      await stop();
      throw new Error(`The emulator did not start:\n${said}`);
    }
    await wait(50);
  }
  return {
    port,
    url,
    certificate: readFileSync(certificateFile),
    environment: { ...shared, ...trust, AWS_ENDPOINT_URL: url, AWS_ENDPOINT_URL_S3: url },
    ses,
    folder,
    evaluatedRights: () => {
      const lines = readFileSync(join(folder, 'rights.jsonl'), 'utf8').split('\n').slice(0, -1);
      return lines.map((line) => JSON.parse(line) as EvaluatedRight);
    },
    stop,
  };
}

function answers(port: number, certificateFile: string): Promise<boolean> {
  if (!existsSync(certificateFile)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const ca = readFileSync(certificateFile);
    const probe = request({ host: '127.0.0.1', port, path: '/_ministack/health', ca }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.once('error', () => resolve(false));
    probe.end();
  });
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone.
  }
}
