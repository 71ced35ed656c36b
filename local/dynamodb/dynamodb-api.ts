import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { jsonRpcRefusal } from '../aws/service.ts';
import type { AwsAnswer, AwsRequest, AwsService } from '../aws/service.ts';
import { objectOf, parseJson } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { readBody } from '../loopback-server.ts';
import { EngineClient } from './engine-client.ts';
import { refusalAnswer } from './refusals/refusal.ts';
import type { Refusal } from './refusals/refusal.ts';
import { refusedCall } from './refusals/refused-call.ts';
import { KnownTables } from './refusals/table-keys.ts';

/** Operations after which the stream has something new. */
const writes = new Set([
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
  'ExecuteStatement',
  'BatchExecuteStatement',
  'ExecuteTransaction',
]);

/**
 * DynamoDB and its streams: refuses what DynamoDB refuses and the engine does not, passes every other call to the engine and
 * its answer back, byte for byte, and says when something was written, so that nobody has to poll the stream.
 */
export function dynamoDbApi(endpoint: string, onWrite: () => void): AwsService & { close: () => void } {
  const agent = new Agent({ keepAlive: true });
  const tables = new KnownTables(new EngineClient(endpoint));
  return {
    name: 'dynamodb',
    operation: ({ headers }) => header(headers['x-amz-target']).split('.')[1],
    answer: async (operation, request) => {
      const refusal = await refusalOf(operation, request, tables);
      if (refusal !== undefined) return refusalAnswer(refusal);
      const answer = await forward(endpoint, request, agent);
      tables.after(operation);
      return writes.has(operation) ? { ...answer, afterwards: onWrite } : answer;
    },
    refuse: (error) => jsonRpcRefusal(error),
    close: () => agent.destroy(),
  };
}

/** What is no JSON the engine refuses. */
async function refusalOf(operation: string, { body }: AwsRequest, tables: KnownTables): Promise<Refusal | undefined> {
  let input: JsonObject;
  try {
    input = objectOf(parseJson(body.toString()));
  } catch {
    return undefined;
  }
  return refusedCall(operation, input, (tableName) => tables.keysOf(tableName));
}

async function forward(endpoint: string, { method, headers, body }: AwsRequest, agent: Agent): Promise<AwsAnswer> {
  const { connection: _, ...end } = headers;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(endpoint, { method, headers: { ...end, 'content-length': body.length }, agent }, resolve)
      .once('error', reject)
      .end(body);
  });
  const kept = ['content-type', 'x-amzn-requestid', 'x-amz-crc32'].flatMap((name): [string, string][] =>
    response.headers[name] === undefined ? [] : [[name, header(response.headers[name])]],
  );
  const content = await readBody(response, Number.POSITIVE_INFINITY);
  return { status: response.statusCode ?? 502, headers: Object.fromEntries(kept), body: content };
}

function header(value: string | string[] | undefined): string {
  return Array.isArray(value) ? value.join() : (value ?? '');
}
