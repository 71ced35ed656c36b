import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { idOf } from './api/http/id.ts';
import { company } from './aws/company.ts';
import { dynamoDbTable } from './aws/table/dynamodb-table.ts';
import { websocketRealtime } from './aws/websocket-realtime.ts';
import { connect, disconnect, receive } from './domain/realtime/connection.ts';
import type { RealtimePorts } from './domain/realtime/connection.ts';
import { environment } from './environment.ts';
import { world } from './world.ts';

const ports: RealtimePorts = {
  world,
  table: dynamoDbTable({ tableName: environment('TABLE_NAME'), now: world.now, company: company() }),
  realtime: websocketRealtime(environment('WEBSOCKET_ENDPOINT')),
};

type SocketEvent = APIGatewayProxyWebsocketEventV2 & {
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
};

/** Connections of widgets and agents' pages: admitted by a ticket, forgotten when they close. */
export async function handler(event: SocketEvent): Promise<APIGatewayProxyResultV2> {
  const { connectionId, routeKey } = event.requestContext;
  switch (routeKey) {
    case '$connect': {
      const admitted = await connect(ports, connectionId, idOf(event.queryStringParameters?.ticket ?? ''));
      return { statusCode: admitted ? 200 : 401 };
    }
    case '$disconnect':
      await disconnect(ports, connectionId);
      return { statusCode: 200 };
    default:
      await receive(ports, connectionId, event.body ?? '');
      return { statusCode: 200 };
  }
}
