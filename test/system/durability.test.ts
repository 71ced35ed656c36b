import { agentOf } from './agent.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';

let system: RunningSystem;
beforeEach(async () => {
  system = await startSystem();
});
afterEach(() => system.stop());

const delay = 11 * 60;

/** Kills the system without warning and starts it again on the same data. */
async function crash(): Promise<void> {
  await system.kill();
  await system.restart();
}

test('killed at any point of the loop, nothing is lost and nothing is sent twice', async () => {
  const vera = await visitorOf(system, { email: 'vera@example.org' });
  await crash();
  const ada = await agentOf(system);
  await ada.answers(vera.conversation, 'Answer');
  await crash();
  expect((await vera.messages()).map((message) => message.text)).toContain('Answer');
  await system.clock(delay);
  await crash();
  const [mail, ...others] = await system.mailbox('vera@example.org');
  expect(others).toEqual([]);
  await system.bringMail({ from: 'vera@example.org', to: mail!.replyTo, subject: 'Re: Hi', text: 'Thank you' });
  await crash();
  await system.clock(3600);
  const texts = (await vera.messages()).map((message) => message.text);
  expect(texts.filter((text) => text === 'Thank you')).toHaveLength(1);
  expect(await system.mailbox('vera@example.org')).toHaveLength(1);
  expect(await system.deadLetters()).toEqual([]);
});

test('killed while many write, everything that was acknowledged is there once, and each gets one e-mail', async () => {
  const ada = await agentOf(system);
  const visitors = await Promise.all(
    Array.from({ length: 6 }, (_, index) => visitorOf(system, { email: `crowd${index}@example.org` })),
  );
  const acknowledged: { readonly conversation: string; readonly text: string }[] = [];
  const writing = visitors.flatMap(({ conversation }) =>
    Array.from({ length: 5 }, async (_, index) => {
      const text = `Answer ${index}`;
      const answer = await ada.answers(conversation, text).catch(() => undefined);
      if (answer?.status === 201) acknowledged.push({ conversation, text });
    }),
  );
  await Promise.race(writing);
  await crash();
  await Promise.all(writing);
  expect(acknowledged.length).toBeGreaterThan(0);
  const again = await agentOf(system);
  for (const { conversation, text } of acknowledged) {
    const texts = (await again.messages(conversation)).map((message) => message.text);
    expect(texts.filter((one) => one === text)).toEqual([text]);
  }
  await system.clock(3600);
  for (const [index, { conversation }] of visitors.entries()) {
    const answered = (await again.messages(conversation)).some((message) => message.author.kind === 'agent');
    expect(await system.mailbox(`crowd${index}@example.org`)).toHaveLength(answered ? 1 : 0);
  }
});
