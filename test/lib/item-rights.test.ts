import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Table } from '../../functions/domain/table/table.ts';
import { itemRights, type Index, type ItemAction, type ItemRights } from '../../lib/item-rights.ts';
import { ownCodeOf } from './own-code.ts';

type Needed = readonly (ItemAction | Index)[];

/** What each method of functions/aws/table/ asks of DynamoDB. `commit` only puts, but for a write that only checks. */
const needs: Readonly<Record<keyof Table, Needed>> = {
  commit: ['PutItem'],
  conversation: ['GetItem'],
  conversations: ['BatchGetItem'],
  conversationsOf: ['Query'],
  message: ['GetItem'],
  messages: ['Query'],
  clientMessage: ['GetItem'],
  visitor: ['GetItem'],
  visitors: ['BatchGetItem'],
  findVisitors: ['Query'],
  replaceFindTerms: ['DeleteItem', 'PutItem'],
  advanceRead: ['UpdateItem'],
  queue: ['queue'],
  dueBefore: ['due'],
  ledger: ['Query'],
  email: ['GetItem'],
  replyToken: ['GetItem'],
  linkToken: ['GetItem'],
  sesId: ['GetItem'],
  inboundSeen: ['GetItem'],
  noteAnswered: ['PutItem'],
  noteRead: ['PutItem'],
  answeredOn: ['Query'],
  reads: ['Query'],
  keptMails: ['Query'],
  keptMail: ['GetItem'],
  countWithinHour: ['UpdateItem'],
  mailVisitor: ['GetItem'],
  uploads: ['BatchGetItem'],
  rules: ['Query'],
  canary: ['GetItem'],
  setPresence: ['PutItem'],
  presentUntil: ['GetItem'],
  rememberAgent: ['PutItem'],
  agents: ['Query'],
  agent: ['GetItem'],
  putTicket: ['PutItem'],
  takeTicket: ['DeleteItem'],
  putConnection: ['PutItem'],
  isConnected: ['GetItem'],
  removeConnection: ['GetItem', 'DeleteItem'],
  connections: ['Query'],
};

const adapter = join(import.meta.dirname, '../../functions/aws/table');

function needed(code: string): string[] {
  const called = Object.entries(needs).filter(([method]) => new RegExp(`\\btable\\d*\\.${method}\\(`).test(code));
  const all = new Set<string>(called.flatMap(([, actions]) => actions));
  if (code.includes('"address-unchanged"')) all.add('ConditionCheckItem');
  // Erasures have a client of their own.
  if (code.includes('new DeleteItemCommand(')) all.add('DeleteItem');
  return [...all].sort();
}

describe('the rights to items', () => {
  test.each(Object.keys(itemRights) as (keyof typeof itemRights)[])(
    'of %s are what its code asks of the table',
    async (name) => {
      const { items, indexes = [] }: ItemRights = itemRights[name];
      expect([...items, ...indexes].sort()).toEqual(needed((await ownCodeOf(name)).text));
    },
  );

  test('are all that the adapter of the table ever asks for', () => {
    const code = readdirSync(adapter)
      .map((file) => readFileSync(join(adapter, file), 'utf8'))
      .join('\n');
    const commands = [...code.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command!);
    const known = new Set<string>([...Object.values(needs).flat(), 'TransactWriteItems']);
    expect(commands.filter((command) => !known.has(command))).toEqual([]);
    expect(commands).toContain('BatchGetItem');
  });
});
