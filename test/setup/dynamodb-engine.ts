import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AwsEndpoint } from '../../local/aws/aws-endpoint.ts';
import { dynamoDbApi } from '../../local/dynamodb/dynamodb-api.ts';
import { freePort } from '../../local/free-port.ts';
import { engineAt, untilAnswered } from './engine-client.ts';
import type { Engine } from './engine-client.ts';

export type { Engine } from './engine-client.ts';

/**
 * A real DynamoDB engine in memory: the one that comes with the project, or that of DYNAMODB_ENDPOINT. It is asked through what `npm start`
 * puts before it, which refuses what DynamoDB refuses and the engine does not.
 */
export async function startEngine(): Promise<Engine> {
  const { endpoint, stop } = await bareEngine();
  await untilAnswered(endpoint);
  const api = dynamoDbApi(endpoint, () => undefined);
  const server = new AwsEndpoint(
    (_, next) => next(),
    () => new Date(),
  );
  server.open([api]);
  return engineAt(await server.start(), async () => {
    await server.stop();
    api.close();
    stop();
  });
}

async function bareEngine(): Promise<{ readonly endpoint: string; readonly stop: () => void }> {
  const given = process.env.DYNAMODB_ENDPOINT;
  if (given !== undefined) return { endpoint: given, stop: () => undefined };
  const port = await freePort();
  const engine = spawn(binary(), ['--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
  return { endpoint: `http://127.0.0.1:${port}`, stop: () => engine.kill() };
}

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(import.meta.filename).resolve(`${name}/package.json`)), 'dynoxide');
}
