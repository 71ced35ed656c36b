import { changeConversation } from '../../../functions/domain/conversation/change.ts';
import { inboundScene, passed } from './inbound-scene.ts';
import type { Scene } from './inbound-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await inboundScene();
});

const head = (from = 'Vera <vera@example.org>'): readonly string[] => [
  `From: ${from}`,
  `To: ${scene.address}`,
  'Subject: Re: Your question',
  'Message-ID: <secret@example.org>',
  'MIME-Version: 1.0',
];

const smime = (from?: string): Buffer =>
  Buffer.from(
    [
      ...head(from),
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename=smime.p7m',
      '',
      Buffer.from('sealed').toString('base64'),
      '',
    ].join('\r\n'),
  );

const pgpMime = (): Buffer =>
  Buffer.from(
    [
      ...head(),
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
      '',
      '--b',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--b',
      'Content-Type: application/octet-stream; name=encrypted.asc',
      'Content-Disposition: inline; filename=encrypted.asc',
      '',
      '-----BEGIN PGP MESSAGE-----',
      '',
      'sealed',
      '-----END PGP MESSAGE-----',
      '--b--',
      '',
    ].join('\r\n'),
  );

const pgpText = (): Buffer =>
  Buffer.from(
    [
      ...head(),
      'Content-Type: text/plain',
      '',
      '-----BEGIN PGP MESSAGE-----',
      '',
      'sealed',
      '-----END PGP MESSAGE-----',
      '',
    ].join('\r\n'),
  );

test.each<[string, () => Buffer, string]>([
  ['S/MIME', smime, 'smime.p7m'],
  ['PGP/MIME', pgpMime, 'encrypted.asc'],
  ['PGP in the text', pgpText, 'message.asc'],
])('a mail in %s is a note for agents with what is sealed as a file', async (_name, mail, filename) => {
  await scene.arriveRaw(mail());
  const [note] = await scene.received();
  expect(note).toMatchObject({
    author: { kind: 'system' },
    kind: 'encrypted-mail',
    visibility: 'note',
    text: 'Re: Your question',
    attachments: [{ filename }],
  });
  expect([...scene.files.values()]).toEqual([expect.stringContaining('sealed')]);
});

test('the visitor who sent it has read what was e-mailed, waits for an answer, and reopens what was solved', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'solved' }));
  await scene.arriveRaw(smime());
  expect(await scene.table.conversation(scene.id)).toMatchObject({
    status: 'open',
    waitingSince: scene.world.now(),
    visitorReadThrough: 2,
    lastVisitorChannel: 'email',
    thread: { inReplyTo: '<secret@example.org>' },
  });
});

test('somebody else who sent it changes nothing', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'solved' }));
  await scene.arriveRaw(smime('mallory@example.net'));
  expect(await scene.received()).toHaveLength(1);
  expect(await scene.table.conversation(scene.id)).toMatchObject({
    status: 'solved',
    waitingSince: null,
    visitorReadThrough: 0,
  });
});

test('one that its domain disowns is quarantined, the sealed part with it', async () => {
  await scene.arriveRaw(smime(), { verdicts: { ...passed, dmarc: 'FAIL', dmarcPolicy: 'reject' } });
  expect(await scene.received()).toEqual([]);
  expect(await scene.kept('quarantined')).toMatchObject([
    { reason: 'sender', attachments: [{ filename: 'smime.p7m' }] },
  ]);
});

test('in a closed conversation it goes on in a successor, where somebody waits for an answer', async () => {
  await changeConversation(scene.world, scene.table, scene.id, (one) => ({ ...one, status: 'closed' }));
  await scene.arriveRaw(smime());
  const { continuedBy } = (await scene.table.conversation(scene.id))!;
  expect(await scene.table.conversation(continuedBy!)).toMatchObject({ status: 'open', lastSeq: 1 });
  expect((await scene.table.conversation(continuedBy!))?.waitingSince).not.toBeNull();
});
