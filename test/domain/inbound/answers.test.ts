import { changeConversation } from '../../../functions/domain/conversation/change.ts';
import { inboundScene } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene();
  await scene.answer('Shall we send it to the address in Cologne?');
});

const text = [
  'On Wed, 18 Nov 2026 at 13:40, Ada <support@mail.example.com> wrote:',
  '> Shall we send it to the address in Cologne?',
  '',
  'Yes, please.',
  '',
  '> Something that nobody here wrote',
  '',
  'And that I did not understand.',
].join('\n');

test('passages between quotations say which message they answer, where one is quoted', async () => {
  await scene.arrive({ text });
  const [message] = await scene.received();
  expect(message?.received?.answers).toEqual([
    { seq: 3, quoted: 'Shall we send it to the address in Cologne?', text: 'Yes, please.' },
    { quoted: 'Something that nobody here wrote', text: 'And that I did not understand.' },
  ]);
});

test('a reply above the quotation has no passages', async () => {
  await scene.arrive({ text: 'Yes, please.\n\nOn Wed, 18 Nov 2026 at 13:40, Ada <a@b.example> wrote:\n> Shall we?\n' });
  const [message] = await scene.received();
  expect(message?.received).not.toHaveProperty('answers');
});

test('in the successor of a closed conversation no passage names a message of the former', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'closed' }));
  await scene.arrive({ text });
  const { continuedBy } = (await scene.table.conversation(scene.id))!;
  const message = await scene.table.message(continuedBy!, 1 as never);
  expect(message?.received?.answers?.map(({ seq }) => seq)).toEqual([undefined, undefined]);
});

test('however long they are, they leave the message small enough for the table', async () => {
  const characters = '茶'.repeat(16_000);
  const passages = Array.from({ length: 3 }, (_, at) => `> Question ${at}\n\n${characters}\n`).join('\n');
  await scene.arrive({ text: `${text}\n\n${passages}\n${`> ${characters}\n`.repeat(4)}` });
  const [message] = await scene.received();
  expect(message?.text).toContain(characters);
  expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(400 * 1024);
});
