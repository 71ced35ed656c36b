import { inboundScene, passed } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene();
});

async function robot(times: number, mail: (time: number) => object = () => ({})): Promise<void> {
  for (let time = 1; time <= times; time += 1) {
    scene.world.advance(1);
    await scene.arrive({
      text: `I have got your mail ${time}`,
      messageId: `<${time}-${scene.world.now()}@example.org>`,
      ...mail(time),
    });
  }
}

test('a robot that answers and answers is heard twenty times in an hour, and what it sends after that is kept', async () => {
  await robot(25);
  expect(await scene.received()).toHaveLength(20);
  const kept = await scene.kept('quarantined');
  expect(kept.map(({ reason }) => reason)).toEqual(Array(5).fill('too-many'));
  expect(kept[0]).toMatchObject({ text: 'I have got your mail 25', conversationId: scene.id });
  // An alarm rings for it.
  expect(scene.counted).toHaveLength(5);
  expect(scene.counted[0]).toMatchObject({ name: 'TooManyMails', value: 1, conversation: scene.id });
  expect(JSON.stringify(scene.counted)).not.toContain('vera@example.org');
});

test('automatic replies count too', async () => {
  await robot(21, () => ({ headers: { 'Auto-Submitted': 'auto-replied' } }));
  expect(await scene.received()).toHaveLength(20);
  expect(await scene.kept('quarantined')).toHaveLength(1);
});

test('after an hour people are heard again', async () => {
  await robot(21);
  scene.world.advance(60);
  await robot(1);
  expect((await scene.received()).map(({ text }) => text).at(-1)).toBe('I have got your mail 1');
  expect(await scene.received()).toHaveLength(21);
});

test('one sender is heard thirty times in an hour, in however many conversations', async () => {
  for (let other = 0; other < 29; other += 1)
    await scene.table.countWithinHour({ of: 'sender-mails', key: 'vera@example.org' });
  await robot(2);
  expect(await scene.received()).toHaveLength(1);
  expect(await scene.kept('quarantined')).toMatchObject([{ reason: 'too-many' }]);
});

test('mail that nobody vouches for takes nothing from what the visitor may send', async () => {
  for (let time = 1; time <= 31; time += 1)
    await scene.arrive(
      { messageId: `<forged${time}@example.net>` },
      { verdicts: { ...passed, dmarc: 'FAIL', dmarcPolicy: 'reject' } },
    );
  await robot(1);
  expect(await scene.received()).toHaveLength(1);
});
