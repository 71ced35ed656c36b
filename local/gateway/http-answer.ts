import { isObject, objectOf, parseJson, textOf, textsOf } from '../json.ts';
import type { Invocation } from '../lambda/execution-environment.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

/**
 * What API Gateway makes of a function's result in payload format 2.0: an object with `statusCode` is the answer, anything
 * else is the body of a 200 in JSON; a failure is a 500 that tells nothing.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function httpAnswer(invocation: Invocation): HttpAnswer {
  if (invocation.kind === 'failed') return gatewayAnswer(500, 'Internal Server Error');
  const result = parseJson(invocation.payload);
  if (!isObject(result) || result.statusCode === undefined) {
    const body = typeof result === 'string' ? result : invocation.payload;
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const status = Number(textOf(result.statusCode));
  if (!Number.isInteger(status) || status < 100 || status > 599) return gatewayAnswer(500, 'Internal Server Error');
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(objectOf(result.headers))) {
    headers[name.toLowerCase()] = textOf(value) ?? '';
  }
  const cookies = textsOf(result.cookies);
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  const body = textOf(result.body) ?? '';
  return { status, headers, body: result.isBase64Encoded === true ? Buffer.from(body, 'base64') : body };
}

/** An answer of API Gateway's own. */
export function gatewayAnswer(status: number, message: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}
