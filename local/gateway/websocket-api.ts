import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { Activity } from '../activity.ts';
import { isObject, objectOf, parseJson, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import type { Invocation } from '../lambda/execution-environment.ts';
import type { Lambda } from '../lambda/lambda.ts';
import type { Resources } from '../synthesis/template.ts';
import { integrationsOf, routesOf } from './template-api.ts';
import { webSocketEvent } from './websocket-event.ts';
import type { Ending, SocketEvent } from './websocket-event.ts';

/** What the API itself does not know of an event. */
type WhatHappened = Omit<SocketEvent, 'apiId' | 'stage' | 'routeKey' | 'at'>;

export interface WebSocketApiOptions {
  readonly resources: Resources;
  readonly lambda: Pick<Lambda, 'invoke'>;
  readonly activity: Activity;
  readonly now: () => Date;
}

interface Connection {
  readonly socket: WebSocket;
  readonly connectedAt: number;
  lastActiveAt: number;
}

/** API Gateway takes no longer message. */
const longestMessage = 128 * 1024;

/**
 * The template's WebSocket API, at `/_ws/<api>/<stage>`. A connection stands once `$connect` answered with 2xx; what a
 * client says goes to the route that the selection expression finds, else to `$default`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api.html
 */
export class WebSocketApi {
  readonly #options: WebSocketApiOptions;
  readonly #apiId: string;
  readonly #stage: string;
  readonly #selection: string;
  /** Function and whether its result is sent to the client, by route. */
  readonly #routes: ReadonlyMap<string, { readonly functionArn: string; readonly answers: boolean }>;
  readonly #connections = new Map<string, Connection>();
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: longestMessage });

  constructor(options: WebSocketApiOptions) {
    this.#options = options;
    const { resources } = options;
    const api = resources
      .ofType('AWS::ApiGatewayV2::Api')
      .find(({ properties }) => properties.ProtocolType === 'WEBSOCKET');
    this.#apiId = api?.ref ?? '';
    this.#selection = textOf(api?.properties.RouteSelectionExpression) ?? '';
    const stage = resources.ofType('AWS::ApiGatewayV2::Stage').find(({ properties }) => properties.ApiId === api?.ref);
    this.#stage = stage?.ref ?? '';
    const integrations = integrationsOf(resources);
    const answering = resources
      .ofType('AWS::ApiGatewayV2::RouteResponse')
      .map(({ properties }) => resources.byRef(properties.RouteId, 'AWS::ApiGatewayV2::Route')?.properties.RouteKey);
    this.#routes = new Map(
      routesOf(resources, this.#apiId).map(({ key, target }) => [
        key,
        { functionArn: integrations.get(target) ?? '', answers: answering.includes(key) },
      ]),
    );
  }

  /** Admits a client, or ends the handshake with the status that API Gateway would give. */
  async connect(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(`http://localhost${incoming.url ?? '/'}`);
    if (url.pathname.replace(/\/$/, '') !== `/_ws/${this.#apiId}/${this.#stage}`) {
      refuse(socket, '403 Forbidden');
      return;
    }
    const id = `${randomBytes(9).toString('base64url')}=`;
    const connectedAt = this.#options.now().getTime();
    const context = { eventType: 'CONNECT', connectionId: id, connectedAt, incoming } as const;
    const invocation = await this.#invoke('$connect', {
      ...context,
      query: url.searchParams,
      headers: incoming.headers,
    });
    const status = invocation === undefined ? 200 : statusOf(invocation);
    if (status < 200 || status > 299) {
      refuse(socket, status >= 400 && status < 500 ? `${status} Refused` : '500 Internal Server Error');
      return;
    }
    this.#server.handleUpgrade(incoming, socket, head, (webSocket) => {
      const connection = { socket: webSocket, connectedAt, lastActiveAt: connectedAt };
      this.#connections.set(id, connection);
      webSocket.on('message', (data) => void this.#message(id, connection, data, incoming));
      webSocket.on('error', () => webSocket.terminate());
      webSocket.on('close', (statusCode, reason) => {
        this.#connections.delete(id);
        void this.#disconnect(id, connection, { statusCode, reason: reason.toString() }, incoming);
      });
    });
  }

  /** Sends to a client. False if the connection is gone. */
  async post(connectionId: string, data: Buffer): Promise<boolean> {
    const connection = this.#connections.get(connectionId);
    if (connection === undefined) return false;
    connection.lastActiveAt = this.#options.now().getTime();
    await new Promise<void>((resolve) => connection.socket.send(data.toString(), () => resolve()));
    return true;
  }

  /** Times of a connection, undefined if it is gone. */
  describe(connectionId: string): { readonly connectedAt: Date; readonly lastActiveAt: Date } | undefined {
    const connection = this.#connections.get(connectionId);
    return (
      connection && { connectedAt: new Date(connection.connectedAt), lastActiveAt: new Date(connection.lastActiveAt) }
    );
  }

  /** Ends a connection. False if it is gone. */
  close(connectionId: string): boolean {
    const connection = this.#connections.get(connectionId);
    connection?.socket.close(1000, 'Connection closed by the API');
    return connection !== undefined;
  }

  stop(): void {
    for (const { socket } of this.#connections.values()) {
      socket.removeAllListeners('close');
      socket.terminate();
    }
    this.#server.close();
  }

  async #message(id: string, connection: Connection, data: RawData, incoming: IncomingMessage): Promise<void> {
    const body = (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString();
    const { connectedAt } = connection;
    connection.lastActiveAt = this.#options.now().getTime();
    const routeKey = this.#routeOf(body);
    const context = { eventType: 'MESSAGE', connectionId: id, connectedAt, incoming } as const;
    const invocation = await this.#invoke(routeKey, { ...context, body });
    if (invocation === undefined || this.#routes.get(routeKey)?.answers !== true) return;
    const answer = invocation.kind === 'succeeded' ? bodyOf(invocation) : gatewayError(id);
    if (answer !== undefined) connection.socket.send(answer);
  }

  async #disconnect(id: string, { connectedAt }: Connection, ended: Ending, incoming: IncomingMessage): Promise<void> {
    await this.#invoke('$disconnect', { eventType: 'DISCONNECT', connectionId: id, connectedAt, incoming, ended });
  }

  /** `$request.body.field` */
  #routeOf(body: string): string {
    const field = /^\$request\.body\.(\w+)$/.exec(this.#selection)?.[1];
    let message: Json = null;
    try {
      message = parseJson(body);
    } catch {
      // What is no JSON selects nothing.
    }
    const wanted = field === undefined ? undefined : textOf(objectOf(message)[field]);
    return wanted !== undefined && !wanted.startsWith('$') && this.#routes.has(wanted) ? wanted : '$default';
  }

  async #invoke(routeKey: string, event: WhatHappened): Promise<Invocation | undefined> {
    const route = this.#routes.get(routeKey);
    if (route === undefined) return undefined;
    const payload = JSON.stringify(
      webSocketEvent({ ...event, apiId: this.#apiId, stage: this.#stage, routeKey, at: this.#options.now() }),
    );
    return this.#options.activity.during(() => this.#options.lambda.invoke(route.functionArn, payload));
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function statusOf(invocation: Invocation): number {
  if (invocation.kind === 'failed') return 500;
  return Number(textOf(objectOf(parseJson(invocation.payload)).statusCode) ?? '500');
}

function bodyOf({ payload }: Extract<Invocation, { kind: 'succeeded' }>): string | undefined {
  const result = parseJson(payload);
  return isObject(result) ? textOf(result.body) : undefined;
}

function gatewayError(connectionId: string): string {
  return JSON.stringify({ message: 'Internal server error', connectionId, requestId: randomUUID() });
}
