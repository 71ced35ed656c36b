import { isCanary } from '../../../functions/domain/canary/canary-id.ts';
import { isSilent } from '../../../functions/domain/canary/canary.ts';
import type { SendResult } from '../../../functions/domain/email/mail-sender.ts';
import { beforeFirst } from '../../../functions/domain/records/ids.ts';
import { settings as usual } from '../../setup/scene.ts';
import { passed } from '../inbound/inbound-scene.ts';
import { canaryScene, disowned } from './canary-scene.ts';
import type { Way } from './canary-scene.ts';

type Scene = Awaited<ReturnType<typeof canaryScene>>;

let scene: Scene;
beforeEach(async () => {
  scene = await canaryScene();
});

const refused: SendResult = { kind: 'refused', final: true, reason: 'MessageRejected' };
const round = async () => (await scene.table.canary())!.round!;

describe('a canary', () => {
  test('sends a message on the round trip, which is judged an hour later', async () => {
    expect(await scene.hour()).toBeUndefined();
    const { conversationId, startedAt } = await round();
    expect(await scene.hour()).toEqual({
      conversationId,
      startedAt,
      judgedAt: scene.world.now(),
      outcome: { kind: 'back', seconds: 60 },
    });
    expect(scene.emails[0]).toMatchObject({ from: expect.stringContaining('<support@mail.example.com>') as string });
    expect((await scene.table.canary())!.last).toMatchObject({ outcome: { kind: 'back' } });
  });

  test('answers as a mail program does, quoting, in the thread, and only the answer becomes the visitor’s message', async () => {
    await scene.hour();
    const [answer] = scene.answers;
    expect(answer!.text).toMatch(/^Back again \w{26}\n\nOn .* wrote:\n> /);
    expect(answer!.headers.map(({ name }) => name)).toEqual(['In-Reply-To', 'References']);
    const { conversationId, nonce } = await round();
    const messages = await scene.table.messages(conversationId, { after: beforeFirst, limit: 10 });
    expect(messages.map(({ author, channel, text }) => [author.kind, channel, text])).toEqual([
      ['agent', 'messaging', `Round trip ${nonce}`],
      ['visitor', 'email', `Back again ${nonce}`],
    ]);
    expect((await scene.table.conversation(conversationId))!.thread.ids.length).toBeGreaterThan(1);
  });

  test.each<[what: string, way: Way, why: string]>([
    ['SES refuses the e-mail', { email: refused }, 'not-sent'],
    ['the e-mail does not arrive', { lost: 'email' }, 'not-received'],
    ['nobody vouches for the e-mail', { emailVerdicts: disowned }, 'not-trusted'],
    ['the e-mail is taken for spam', { emailVerdicts: { ...passed, spam: 'FAIL' } }, 'not-trusted'],
    ['SES refuses the answer', { answer: refused }, 'not-answered'],
    ['the answer does not arrive', { lost: 'answer' }, 'answer-lost'],
    ['nobody vouches for the answer', { answerVerdicts: disowned }, 'not-trusted'],
    ['the answer is vouched for by nobody who counts', { answerVerdicts: { ...passed, dmarc: 'FAIL' } }, 'not-trusted'],
    ['something else comes out of the answer', { changed: (text) => `See above. ${text}` }, 'answer-changed'],
  ])('fails when %s, goes on in a new conversation, and is well again', async (_, way, why) => {
    await scene.hour(way);
    const failed = await round();
    expect((await scene.hour())?.outcome).toEqual({ kind: 'failed', why });
    expect((await round()).conversationId).not.toBe(failed.conversationId);
    expect((await round()).addressToken).not.toBe(failed.addressToken);
    expect((await scene.hour())?.outcome).toMatchObject({ kind: 'back' });
    expect(await scene.table.keptMails('quarantined', { limit: 10 })).toMatchObject({ mails: [] });
    expect(await scene.table.keptMails('unmatched', { limit: 10 })).toMatchObject({ mails: [] });
  });

  test('keeps to one conversation a day', async () => {
    const conversations = new Map<string, number>();
    for (let hour = 0; hour < 72; hour += 1) {
      await scene.hour();
      const { conversationId } = await round();
      conversations.set(conversationId, (conversations.get(conversationId) ?? 0) + 1);
    }
    // From half past one in the afternoon.
    expect([...conversations.values()]).toEqual([11, 24, 24, 13]);
    expect([...conversations.keys()].every(isCanary)).toBe(true);
  });

  test('begins one round in an hour, however often it is told to', async () => {
    await scene.hour();
    const before = await round();
    scene.world.advance(5);
    expect(await scene.run()).toBeUndefined();
    expect(await round()).toEqual(before);
  });

  test('does nothing while it is switched off, or no e-mails go out at all', async () => {
    for (const [version, change] of [
      [1, { canary: false }],
      [2, { canary: true, continuousConversations: false }],
    ] as const) {
      await scene.table.commit([{ kind: 'settings', value: { ...usual, ...change, version } }]);
      await scene.hour();
    }
    expect(await scene.table.canary()).toBeUndefined();
    expect(scene.emails).toEqual([]);
  });

  test('that is not heard for more than two hours is silent', async () => {
    await scene.hour();
    const silentAfter = async (minutes: number): Promise<boolean> => {
      scene.world.advance(minutes);
      return isSilent((await scene.table.canary())!, scene.world.now());
    };
    expect(await silentAfter(120)).toBe(false);
    expect(await silentAfter(11)).toBe(true);
    await scene.hour();
    expect(await silentAfter(0)).toBe(false);
  });
});

describe('nobody makes the canary write but its own e-mail', () => {
  test('which is answered once, however often it arrives', async () => {
    await scene.hour();
    await scene.arrive(scene.emails[0]!, passed);
    await scene.arrive(scene.emails[0]!, passed);
    expect(scene.answers).toHaveLength(1);
  });

  test.each<[what: string, change: object]>([
    ['another sender', { from: 'Eve <eve@example.net>' }],
    ['another of its addresses', { to: `canary.${'a'.repeat(26)}@reply.example.com` }],
    ['other words', { text: 'Round trip, please' }],
  ])('and not one with %s', async (_, change) => {
    await scene.hour({ lost: 'email' });
    await scene.arrive({ ...scene.emails[0]!, html: '', ...change }, passed);
    expect(scene.answers).toEqual([]);
  });

  test('and never to an address that is none of ours', async () => {
    await scene.hour({ lost: 'email' });
    await scene.arrive({ ...scene.emails[0]!, replyTo: 'eve@example.net' }, passed);
    expect(scene.answers).toEqual([]);
    expect((await scene.hour())?.outcome).toEqual({ kind: 'failed', why: 'not-answered' });
  });

  test('and not one of an hour ago', async () => {
    await scene.hour({ lost: 'email' });
    await scene.hour({ lost: 'email' });
    await scene.arrive(scene.emails[0]!, passed);
    expect(scene.answers).toEqual([]);
  });

  test('and whoever writes to its conversation is kept for agents, and is no answer', async () => {
    await scene.hour({ lost: 'answer' });
    const answer = scene.answers[0]!;
    await scene.arrive({ ...answer, from: 'eve@example.net' }, passed);
    expect((await scene.table.keptMails('unmatched', { limit: 10 })).mails).toMatchObject([
      { from: 'eve@example.net', conversationId: null },
    ]);
    expect((await scene.hour())?.outcome).toEqual({ kind: 'failed', why: 'answer-lost' });
  });
});
