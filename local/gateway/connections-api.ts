import { AwsError, jsonAnswer, restJsonRefusal } from '../aws/service.ts';
import type { AwsAnswer, AwsService } from '../aws/service.ts';
import type { WebSocketApi } from './websocket-api.ts';

/** The SDK writes the `@` as `%40`. */
const path = /\/(?:@|%40)connections\/([^/]+)$/i;

const operations: Readonly<Record<string, string>> = {
  POST: 'PostToConnection',
  GET: 'GetConnection',
  DELETE: 'DeleteConnection',
};

/** How functions reach the clients of the WebSocket API. */
export function connectionsApi(sockets: WebSocketApi): AwsService {
  return {
    name: 'execute-api',
    operation: ({ method, path: requested }) => (path.test(requested) ? operations[method] : undefined),
    answer: async (operation, request): Promise<AwsAnswer> => {
      const id = decodeURIComponent(path.exec(request.path)?.[1] ?? '');
      if (operation === 'GetConnection') {
        const described = sockets.describe(id);
        if (described === undefined) throw gone();
        return jsonAnswer({ connectedAt: described.connectedAt, lastActiveAt: described.lastActiveAt, identity: {} });
      }
      const isThere = operation === 'PostToConnection' ? await sockets.post(id, request.body) : sockets.close(id);
      if (!isThere) throw gone();
      return { status: operation === 'PostToConnection' ? 200 : 204 };
    },
    refuse: restJsonRefusal,
  };
}

function gone(): AwsError {
  return new AwsError(410, 'GoneException', 'The connection is no more');
}
