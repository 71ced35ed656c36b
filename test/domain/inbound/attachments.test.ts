import { presentMessageForAgent, presentMessageForVisitor } from '../../../functions/api/http/present.ts';
import { inboundScene } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene();
});

const bill = { filename: 'bill.pdf', contentType: 'application/pdf', content: 'a bill' };
const logo = { filename: 'logo.png', contentType: 'image/png', content: 'a logo', cid: 'logo@example.org' };

test('what comes with a reply comes with the message', async () => {
  await scene.arrive({ text: 'Here is the bill.', attachments: [bill] });
  const [message] = await scene.received();
  expect(message).toMatchObject({
    text: 'Here is the bill.',
    attachments: [{ filename: 'bill.pdf', contentType: 'application/pdf', size: 6 }],
  });
  expect([...scene.files.values()]).toEqual(['a bill']);
});

test('a reply of nothing but a file is a message of nothing but a file', async () => {
  await scene.arrive({ text: '', attachments: [bill] });
  expect(await scene.received()).toMatchObject([{ text: '', attachments: [{ filename: 'bill.pdf' }] }]);
});

test('a reply of nothing but an emoji is a message', async () => {
  await scene.arrive({ text: '👍🏽' });
  expect(await scene.received()).toMatchObject([{ text: '👍🏽', attachments: [] }]);
});

test('large files come along, and the small one behind them', async () => {
  const film = { filename: 'film.mp4', contentType: 'video/mp4', content: Buffer.alloc(11 * 1024 * 1024) };
  await scene.arrive({ text: 'Look', attachments: [film, film, bill] });
  const [message] = await scene.received();
  expect(message?.attachments.map(({ filename }) => filename)).toEqual(['film.mp4', 'film.mp4', 'bill.pdf']);
  expect(message?.received).not.toHaveProperty('leftOut');
});

test('of more than a message holds, agents are told that there was more', async () => {
  await scene.arrive({ text: 'Files', attachments: Array<typeof bill>(30).fill(bill) });
  await scene.arrive({ text: 'word '.repeat(12_000), messageId: '<long@example.org>' });
  const [files, text] = await scene.received();
  expect(files?.attachments).toHaveLength(25);
  expect(text?.text).toHaveLength(50_000);
  const shown = [files!, text!].map((message) => presentMessageForAgent(message, () => 'https://files'));
  expect(shown).toMatchObject([{ leftOut: ['attachments'] }, { leftOut: ['text'] }]);
  expect(presentMessageForVisitor(files!, () => 'https://files')).not.toHaveProperty('leftOut');
});

test('an image in what was written comes along, one that came back with the quotation does not', async () => {
  const html = (own: string, quoted: string): string =>
    `<div dir="ltr">See this ${own}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Wed, Nov 18, 2026 at 1:40 PM Ada &lt;ada@example.com&gt; wrote:<br></div><blockquote class="gmail_quote">Yes, it is. ${quoted}</blockquote></div>`;
  const image = '<img src="cid:logo@example.org">';
  await scene.arrive({ text: '', html: html(image, ''), attachments: [logo], messageId: '<own@example.org>' });
  await scene.arrive({ text: '', html: html('', image), attachments: [logo], messageId: '<quoted@example.org>' });
  const [own, quoted] = await scene.received();
  expect(own?.attachments).toMatchObject([{ filename: 'logo.png', inline: true }]);
  expect(quoted?.attachments).toEqual([]);
});

test('a delivery that is repeated before it was written down stores the same files again', async () => {
  const commit = scene.ports.table.commit.bind(scene.ports.table);
  let failing = true;
  const table = {
    ...scene.table,
    commit: (writes: Parameters<typeof commit>[0]) => {
      if (!failing) return commit(writes);
      failing = false;
      return Promise.reject(new Error('The table is away'));
    },
  };
  Object.assign(scene.ports, { table });
  const mail = { text: 'Here', attachments: [bill], messageId: '<same@example.org>', date: new Date(0) };
  await expect(scene.arrive(mail)).rejects.toThrow('away');
  await scene.arrive(mail);
  const [message] = await scene.received();
  expect([...scene.files.keys()]).toEqual([expect.stringContaining(message!.attachments[0]!.id)]);
});

test('what could not be stored is tried again with the mail', async () => {
  Object.assign(scene.ports, { files: { put: () => Promise.reject(new Error('No room')) } });
  await expect(scene.arrive({ attachments: [bill] })).rejects.toThrow('No room');
  expect(await scene.received()).toEqual([]);
});
