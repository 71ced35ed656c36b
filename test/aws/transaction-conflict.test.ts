import { InternalServerError, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoDbTable } from '../../functions/aws/table/dynamodb-table.ts';
import { advanceRead } from '../../functions/domain/conversation/advance-read.ts';
import { Busy } from '../../functions/domain/conversation/commit-or-retry.ts';
import type { Table } from '../../functions/domain/table/table.ts';
import { company, emptyConversation, noon, standingWorld, told } from '../setup/scene.ts';

/** What DynamoDB says to a single write on an item of which a transaction is under way. */
const conflict = new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata: {} });

function tableThatThrows(error: Error): Table {
  const client = { send: () => Promise.reject(error) } as unknown as DynamoDBClient;
  return dynamoDbTable({ tableName: 'table', now: () => noon, company, client });
}

const [message] = told([0, {}]).messages;
const world = standingWorld();

describe('a single write that meets a transaction on its item', () => {
  test('has lost its race, as one whose condition did not hold', async () => {
    const table = tableThatThrows(conflict);
    const commit = await table.commit([{ kind: 'conversation', value: emptyConversation() }]);
    expect(commit).toEqual({ kind: 'lost', failed: [] });
    expect(await table.advanceRead(message!.conversationId, 'visitor', message!)).toBe('lost');
  });

  test('is tried again when it moves a read cursor, until the transaction is over', async () => {
    const moved = emptyConversation();
    const answers = ['lost', 'lost', moved] as const;
    let asked = 0;
    const table = { advanceRead: () => Promise.resolve(answers[asked++]!) };
    expect(await advanceRead(world, table, 'visitor', message!)).toBe(moved);
    expect(asked).toBe(3);
  });

  test('gives up as busy when it never is', async () => {
    await expect(advanceRead(world, tableThatThrows(conflict), 'agent', message!)).rejects.toThrow(Busy);
  });
});

test('a failure of which nobody knows whether it was written is no lost race', async () => {
  const table = tableThatThrows(new InternalServerError({ message: 'Internal', $metadata: {} }));
  await expect(table.commit([{ kind: 'conversation', value: emptyConversation() }])).rejects.toThrow('Internal');
  await expect(table.advanceRead(message!.conversationId, 'visitor', message!)).rejects.toThrow('Internal');
});
