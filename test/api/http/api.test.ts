import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { serve } from '../../../functions/api/http/api.ts';
import type { Handler } from '../../../functions/api/http/api.ts';
import { clientMessageId, decodeFields, optional, text, wholeNumber } from '../../../functions/api/http/decode.ts';
import { Problem } from '../../../functions/api/http/problem.ts';
import { Busy } from '../../../functions/domain/conversation/commit-or-retry.ts';

const decodeAll: Handler = (request) => {
  const fields = { clientMessageId, text: text(1, 10), through: optional(wholeNumber(0, 5)) };
  return Promise.resolve({ status: 200, body: { ...decodeFields(request.json(), fields) } });
};

async function call(handler: Handler, body: string | undefined, event: Partial<APIGatewayProxyEventV2> = {}) {
  const answer = await serve<'POST /x'>({ 'POST /x': handler })({
    routeKey: 'POST /x',
    rawPath: '/x',
    headers: {},
    requestContext: { http: { method: 'POST' } },
    ...(body === undefined ? {} : { body }),
    ...event,
  } as APIGatewayProxyEventV2);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(answer.body ?? 'null') as Record<string, unknown>,
  };
}

const valid = { clientMessageId: 'a', text: 'hi' };

test.each([
  ['no body', undefined, 'invalid_json'],
  ['broken JSON', '{"text":', 'invalid_json'],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]).toString('latin1'), 'invalid_request'],
  ['a list', '[]', 'invalid_request'],
  ['null', 'null', 'invalid_request'],
])('%s is refused as 400 %s', async (_name, body, code) => {
  const answer = await call(decodeAll, body);
  expect(answer).toMatchObject({ status: 400, body: { code, status: 400 } });
  expect(answer.headers?.['content-type']).toBe('application/problem+json');
});

test.each([
  ['a missing id', { text: 'hi' }, 'clientMessageId'],
  ['an id with other characters', { ...valid, clientMessageId: 'ä' }, 'clientMessageId'],
  ['an id that is too long', { ...valid, clientMessageId: 'a'.repeat(65) }, 'clientMessageId'],
  ['a text that is a number', { ...valid, text: 1 }, 'text'],
  ['an empty text', { ...valid, text: '' }, 'text'],
  ['a text of blanks', { ...valid, text: ' \n ' }, 'text'],
  ['a text that is too long', { ...valid, text: 'a'.repeat(11) }, 'text'],
  ['a number that is text', { ...valid, through: '1' }, 'through'],
  ['a fraction', { ...valid, through: 1.5 }, 'through'],
  ['a number that is too great', { ...valid, through: 6 }, 'through'],
])('%s is refused with the name of the field', async (_name, body, field) => {
  const { status, body: problem } = await call(decodeAll, JSON.stringify(body));
  expect(status).toBe(400);
  expect(Object.keys(problem.errors as object)).toEqual([field]);
});

test('what is longest is let through, other fields are ignored, and characters are counted as people do', async () => {
  const body = { ...valid, text: '👋'.repeat(10), other: 1 };
  expect(await call(decodeAll, JSON.stringify(body))).toMatchObject({ status: 200, body: { text: '👋'.repeat(10) } });
});

test('half a character is stored as the sign for one that is broken', async () => {
  expect((await call(decodeAll, '{"clientMessageId":"a","text":"\\ud83d"}')).body.text).toBe('\ufffd');
});

test('a body over 256 KB is refused as 413', async () => {
  const body = JSON.stringify({ ...valid, other: 'x'.repeat(256 * 1024) });
  expect(await call(decodeAll, body)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
});

test('a race that was lost for too long is answered 503 with Retry-After', async () => {
  const answer = await call(() => Promise.reject(new Busy('')), '{}');
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' }, body: { code: 'busy' } });
});

test('a bug is answered 500 without a word of it', async () => {
  const answer = await call(() => Promise.reject(new Error('secret')), '{}');
  expect(answer.status).toBe(500);
  expect(JSON.stringify(answer.body)).not.toContain('secret');
});

test('what no route matches is answered 404', async () => {
  expect(await call(decodeAll, '{}', { routeKey: 'GET /y' })).toMatchObject({
    status: 404,
    body: { code: 'not_found' },
  });
});

test('a problem says its type, title, status, detail and code', async () => {
  const { body } = await call(() => Promise.reject(new Problem(409, 'conversation_closed')), '{}');
  expect(body).toEqual({
    type: 'urn:continuous-conversations:conversation_closed',
    title: 'The conversation is closed',
    status: 409,
    detail: 'The conversation is closed',
    code: 'conversation_closed',
  });
});
