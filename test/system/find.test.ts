import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

async function found(beginning: string): Promise<readonly string[]> {
  await system.clock(0);
  const { body } = await ada.call('GET', `/v1/agent/conversations?find=${encodeURIComponent(beginning)}`);
  return (body as { conversations: { id: string }[] }).conversations.map((conversation) => conversation.id);
}

describe('conversations are found by', () => {
  test.each(['Zoë Mül', 'zoe mul', 'MÜLLER', 'zm@exam'])('the beginning of a name or an address: %s', async (typed) => {
    const { conversation } = await visitorOf(system, { session: { name: 'Zoë Müller' }, email: 'zm@example.org' });
    expect(await found(typed)).toContain(conversation);
    expect(await found(`${typed}x`)).toEqual([]);
  });

  test('the beginning of a name that is cut inside an emoji', async () => {
    const { conversation } = await visitorOf(system, { session: { name: `${'w'.repeat(99)}😀 and more` } });
    expect(await found('wwww')).toEqual([conversation]);
    expect(await system.deadLetters()).toEqual([]);
  });

  test('the address a visitor has now, no longer by the one they had', async () => {
    const { conversation, gives } = await visitorOf(system, { email: 'former.q@example.org' });
    await gives('present.q@example.org');
    expect(await found('present.q')).toEqual([conversation]);
    expect(await found('former.q')).toEqual([]);
  });

  test('agents when they are closed, too', async () => {
    const { conversation } = await visitorOf(system, { session: { name: 'Quentin' } });
    await ada.sets(conversation, 'closed');
    expect(await found('quen')).toEqual([conversation]);
  });
});

test.each(['', 'q', '%20q%20'])('a search for less than two letters is refused: “%s”', async (typed) => {
  expect(await ada.call('GET', `/v1/agent/conversations?find=${typed}`)).toMatchObject({
    status: 400,
    body: { code: 'invalid_request', errors: { find: expect.any(String) as string } },
  });
});
