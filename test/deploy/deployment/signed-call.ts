import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { AwsClient } from 'aws4fetch';
import { region } from '../emulator/emulator.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { command } from './command.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface HttpRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** The host that is asked, for which the emulator answers. */
  readonly host?: string;
}

/** One request to the emulator, over TLS, to whatever host. */
export function send(
  { port, certificate }: Emulator,
  { method, path, headers = {}, body, host }: HttpRequest,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        ca: certificate,
        servername: host?.endsWith('.cloudfront.net') ? host : 'localhost',
        method,
        path,
        headers: { ...length, ...headers, ...(host === undefined ? {} : { host }) },
      },
      (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.once('error', reject);
        incoming.once('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts) }),
        );
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** A call of an AWS API as the account's root, signed. `path` is that of a REST API. */
export async function signedCall(
  emulator: Emulator,
  service: string,
  { method, path, headers = {}, body }: Omit<HttpRequest, 'host'>,
): Promise<HttpAnswer> {
  const client = new AwsClient({ accessKeyId: 'test', secretAccessKey: 'test', service, region });
  const signed = await client.sign(`${emulator.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  return send(emulator, {
    method,
    path,
    headers: Object.fromEntries(signed.headers),
    ...(body === undefined ? {} : { body }),
  });
}

/** A call of an API that speaks JSON. Throws for an error. */
export async function jsonCall(
  emulator: Emulator,
  service: string,
  target: string,
  input: object,
  version: '1.0' | '1.1' = '1.1',
): Promise<unknown> {
  const { status, body } = await signedCall(emulator, service, {
    method: 'POST',
    path: '/',
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
    body: JSON.stringify(input),
  });
  if (status !== 200) throw new Error(`${target}: ${status} ${body.toString().slice(0, 500)}`);
  return body.length === 0 ? {} : (JSON.parse(body.toString()) as unknown);
}

/** The AWS command line, for the APIs that speak XML. */
export async function awsCommand(emulator: Emulator, ...options: readonly string[]): Promise<unknown> {
  const env = { ...process.env, ...emulator.environment };
  const output = await command('aws', [...options, '--output', 'json'], {
    cwd: emulator.folder,
    env,
    timeoutSeconds: 60,
  });
  return output.trim() === '' ? {} : (JSON.parse(output) as unknown);
}
