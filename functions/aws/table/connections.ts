import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as keys from './keys.ts';
import type { TableItems } from './table-items.ts';
import { epochSeconds } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { ConnectionStore } from '../../domain/realtime/connection-store.ts';
import type { Connection, Topic } from '../../domain/records/connection.ts';

export function connectionStore({ get, partition, put, remove, client, tableName, now }: TableItems): ConnectionStore {
  return {
    async putTicket(ticket, topic, expiresAt) {
      await put({ ...keys.ticketKey(ticket), type: 'ticket', topic, expiresAt, ttl: epochSeconds(expiresAt) });
    },
    async takeTicket(ticket) {
      const { Attributes } = await client.send(
        new DeleteItemCommand({ TableName: tableName, Key: marshall(keys.ticketKey(ticket)), ReturnValues: 'ALL_OLD' }),
      );
      if (Attributes === undefined) return undefined;
      const item = unmarshall(Attributes);
      return (item.expiresAt as Instant) > now() ? (item.topic as Topic) : undefined;
    },
    async putConnection(connection) {
      const { id, expiresAt } = connection;
      const shared = { type: 'connection', data: connection, ttl: epochSeconds(expiresAt) };
      await put({ ...keys.connectionKey(id), ...shared });
      await put({ ...keys.topicConnectionKey(connection), ...shared });
    },
    async isConnected(connectionId) {
      const connection = (await get(keys.connectionKey(connectionId)))?.data as Connection | undefined;
      if (connection === undefined) return false;
      return (await get(keys.topicConnectionKey(connection))) !== undefined;
    },
    async removeConnection(connectionId) {
      const key = keys.connectionKey(connectionId);
      const connection = (await get(key))?.data as Connection | undefined;
      if (connection !== undefined) await remove(keys.topicConnectionKey(connection));
      await remove(key);
    },
    async connections(audience) {
      return (await partition(keys.topicPk(audience), 'CONN#')).map((item) => item.data as Connection);
    },
  };
}
