import { listQueue } from '../../../functions/api/agent/conversations.ts';
import { listMail } from '../../../functions/api/agent/mail.ts';
import type { AgentPorts } from '../../../functions/api/agent/ports.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { ada, company, noon } from '../../setup/scene.ts';

const ports = { table: inMemoryTable({ now: () => noon, company }) } as AgentPorts;
const caller = { agent: { id: ada.id, name: ada.name }, admin: false };

describe.each([
  ['the queue', listQueue(ports), {}],
  ['the kept mail', listMail(ports), { state: 'unmatched' }],
])('a page of %s', (_, handler, query) => {
  test.each([
    ['empty', ''],
    ['some text', 'nonsense'],
    ['longer than a key of the table', `0#${noon}#${'a'.repeat(2000)}`],
  ])('is refused as 400 behind a cursor that is %s', async (_, cursor) => {
    const asked = handler({ query: { ...query, cursor } } as never, caller);
    await expect(asked).rejects.toMatchObject({ status: 400, errors: { cursor: 'is none' } });
  });

  test('is given without one', async () => {
    expect(await handler({ query } as never, caller)).toMatchObject({ status: 200 });
  });
});
