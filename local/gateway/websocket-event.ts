import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { JsonObject } from '../json.ts';

export interface SocketEvent {
  readonly apiId: string;
  readonly stage: string;
  readonly routeKey: string;
  readonly eventType: 'CONNECT' | 'MESSAGE' | 'DISCONNECT';
  readonly connectionId: string;
  /** Milliseconds since 1970. */
  readonly connectedAt: number;
  readonly at: Date;
  /** The request that opened the connection. */
  readonly incoming: IncomingMessage;
  readonly query?: URLSearchParams;
  readonly headers?: IncomingHttpHeaders;
  readonly body?: string;
  readonly ended?: Ending;
}

export interface Ending {
  readonly statusCode: number;
  readonly reason: string;
}

/**
 * The event of a WebSocket API. Query and headers come with `$connect` only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export function webSocketEvent(event: SocketEvent): JsonObject {
  const { eventType, incoming, query, headers, body, ended, at } = event;
  const requestId = randomUUID();
  return {
    ...(headers === undefined ? {} : { headers: oneValueEach(headers) }),
    ...(query === undefined || query.size === 0 ? {} : { queryStringParameters: Object.fromEntries(query) }),
    ...(body === undefined ? {} : { body }),
    requestContext: {
      routeKey: event.routeKey,
      eventType,
      extendedRequestId: requestId,
      requestId,
      requestTime: at.toUTCString(),
      requestTimeEpoch: at.getTime(),
      messageDirection: 'IN',
      stage: event.stage,
      connectedAt: event.connectedAt,
      connectionId: event.connectionId,
      domainName: incoming.headers.host ?? '',
      apiId: event.apiId,
      identity: { sourceIp: incoming.socket.remoteAddress ?? '', userAgent: incoming.headers['user-agent'] ?? '' },
      ...(eventType === 'MESSAGE' ? { messageId: randomUUID() } : {}),
      ...(ended === undefined ? {} : { disconnectStatusCode: ended.statusCode, disconnectReason: ended.reason }),
    },
    isBase64Encoded: false,
  };
}

function oneValueEach(headers: IncomingHttpHeaders): JsonObject {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
