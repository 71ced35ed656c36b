import { saveTrigger } from '../../../functions/api/admin/triggers.ts';
import type { AgentPorts } from '../../../functions/api/agent/ports.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { ada, company, standingWorld } from '../../setup/scene.ts';

test('a trigger that is saved while another transaction is on it is stored after that', async () => {
  const world = standingWorld();
  const table = inMemoryTable({ now: world.now, company });
  const commit = jest.fn(table.commit.bind(table)).mockResolvedValueOnce({ kind: 'lost', failed: [] });
  const ports = { world, table: { ...table, commit } } as unknown as AgentPorts;
  const request = { parameters: { id: 'away-message' }, json: () => ({ active: true, texts: {} }) };
  const { status } = await saveTrigger(ports)(request as never, { agent: { id: ada.id, name: ada.name }, admin: true });
  expect(status).toBe(200);
  expect((await table.rules()).triggers['away-message'].active).toBe(true);
});
