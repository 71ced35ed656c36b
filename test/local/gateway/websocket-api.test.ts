import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import type { JsonObject } from '../../../local/json.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let variables: Record<string, string>;
beforeAll(async () => {
  machine = await startSmallMachine();
  const { headers } = await fetch(`${machine.url}/v1/anything`);
  variables = JSON.parse(headers.get('x-variables')!) as Record<string, string>;
});
afterAll(() => machine.remove());

async function connect(query = ''): Promise<WebSocket> {
  const socket = new WebSocket(`${variables.WEBSOCKET_URL!}${query}`);
  await once(socket, 'open');
  return socket;
}

async function next(socket: WebSocket): Promise<string> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return data.toString();
}

/** What the function heard, by the kind of event, newest first. */
async function heard(eventType: string): Promise<JsonObject[]> {
  const events = (await machine.journal('sockets')).map(({ event }) => event);
  return events.filter((event) => (event.requestContext as JsonObject).eventType === eventType).reverse();
}

async function newestConnection(): Promise<string> {
  return ((await heard('CONNECT'))[0]!.requestContext as { connectionId: string }).connectionId;
}

function connections(method: string, id: string, body?: string): Promise<Response> {
  const url = `${variables.WEBSOCKET_ENDPOINT!}/@connections/${encodeURIComponent(id)}`;
  return machine.signed('execute-api', url, { method, ...(body === undefined ? {} : { body }) });
}

describe('a connection', () => {
  test('is announced with its query, and echoes what the default route answers', async () => {
    const socket = await connect('?ticket=abc');
    expect((await heard('CONNECT'))[0]).toMatchObject({
      queryStringParameters: { ticket: 'abc' },
      requestContext: { routeKey: '$connect', stage: 'live', connectionId: expect.any(String) as string },
    });
    socket.send('{"type":"ping"}');
    expect(await next(socket)).toBe('$default {"type":"ping"}');
    socket.send('no json');
    expect(await next(socket)).toBe('$default no json');
    socket.close();
  });

  test('that the function refuses does not come about', async () => {
    const socket = new WebSocket(`${variables.WEBSOCKET_URL!}?refuse=yes`);
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(403);
  });

  test('at another stage does not come about', async () => {
    const socket = new WebSocket(variables.WEBSOCKET_URL!.replace('/live', '/test'));
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(403);
  });

  test('that ends is announced too', async () => {
    const socket = await connect();
    const connectionId = await newestConnection();
    socket.close(1000);
    await once(socket, 'close');
    await machine.advance(0);
    expect(
      (await heard('DISCONNECT')).map(({ requestContext }) => (requestContext as JsonObject).connectionId),
    ).toContain(connectionId);
  });
});

describe('posting to a connection', () => {
  test('reaches the client', async () => {
    const socket = await connect();
    const message = next(socket);
    expect((await connections('POST', await newestConnection(), '{"type":"message"}')).status).toBe(200);
    expect(await message).toBe('{"type":"message"}');
    socket.close();
  });

  test('that is gone answers 410', async () => {
    const response = await connections('POST', 'gone=', '{}');
    expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([410, 'GoneException']);
  });

  test('answers 410 until the function has admitted it', async () => {
    const statuses: number[] = [];
    const server = createServer((request, response) => {
      void text(request)
        .then((id) => connections('POST', id, '{}'))
        .then(({ status }) => {
          statuses.push(status);
          response.end();
        });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const first = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const socket = await connect(`?first=${encodeURIComponent(first)}`);
    const id = await newestConnection();
    expect([...statuses, (await connections('POST', id, '{}')).status]).toEqual([410, 200]);
    socket.close();
    server.close();
    server.closeAllConnections();
  });

  test('can also look at it and end it', async () => {
    const socket = await connect();
    const id = await newestConnection();
    expect(await (await connections('GET', id)).json()).toMatchObject({ connectedAt: expect.any(String) as string });
    const closed = once(socket, 'close');
    expect((await connections('DELETE', id)).status).toBe(204);
    await closed;
    await machine.advance(0);
    expect((await connections('GET', id)).status).toBe(410);
  });
});
