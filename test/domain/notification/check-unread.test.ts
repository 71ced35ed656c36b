import { dynamoDbTable } from '../../../functions/aws/table/dynamodb-table.ts';
import { changeConversation } from '../../../functions/domain/conversation/change.ts';
import { post, start } from '../../../functions/domain/conversation/post.ts';
import type { OutgoingMail, SendResult } from '../../../functions/domain/email/mail-sender.ts';
import { plusMinutes } from '../../../functions/domain/instant.ts';
import { checkUnread } from '../../../functions/domain/notification/check-unread.ts';
import { recordDeliveryEvent } from '../../../functions/domain/notification/delivery-event.ts';
import type { DeliveryEvent } from '../../../functions/domain/notification/delivery-event.ts';
import { addressChanged } from '../../../functions/domain/notification/rescue.ts';
import type { DeliveryPorts } from '../../../functions/domain/notification/send-claimed.ts';
import { sweepOverdue } from '../../../functions/domain/notification/sweep.ts';
import type { UnreadCheck } from '../../../functions/domain/notification/unread-timer.ts';
import type { Conversation } from '../../../functions/domain/records/conversation.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import { withAddress } from '../../../functions/domain/records/visitor.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { startEngine } from '../../setup/dynamodb-engine.ts';
import type { Engine } from '../../setup/dynamodb-engine.ts';
import { ada, byVisitor, company, settings, standingWorld, visitor } from '../../setup/scene.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const vera = 'vera' as VisitorId;
let world: ReturnType<typeof standingWorld>;
let table: Table;
let id: ConversationId;
let mails: OutgoingMail[];
let answerOfSes: (mail: OutgoingMail) => SendResult;
let ports: DeliveryPorts;

beforeEach(async () => {
  world = standingWorld();
  table = dynamoDbTable({ tableName: await engine.newTable(), now: world.now, company, client: engine.client });
  await table.commit([{ kind: 'settings', value: settings }]);
  await table.commit([{ kind: 'visitor', value: visitor() }]);
  const hello = { ...byVisitor, channel: 'messaging', text: 'Hello', clientMessageId: 'hello' } as const;
  id = (await start(world, table, { visitorId: vera, draft: hello as never })).conversation.id;
  mails = [];
  answerOfSes = () => ({ kind: 'accepted', sesId: `ses${mails.length}`, messageId: `<ses${mails.length}@ses>` });
  ports = {
    table,
    mail: {
      send: (mail) => {
        mails.push(mail);
        return Promise.resolve(answerOfSes(mail));
      },
    },
    files: { put: () => Promise.resolve(), get: () => Promise.resolve(undefined) },
    attachments: { get: () => Promise.resolve(undefined) },
    identity: {
      fromAddress: 'support@mail.example.com',
      replyDomain: 'reply.example.com',
      publicUrl: 'https://chat.example.com',
    },
  };
});

const answer = async (text = 'Here you are') =>
  post(world, table, { conversationId: id, draft: { author: ada, channel: 'messaging', text } });
const conversation = async (): Promise<Conversation> => (await table.conversation(id))!;
const ring = async (): Promise<void> => {
  const { pending, sending } = await conversation();
  const { episode, arm } = (sending ?? pending)!;
  await checkUnread(world, ports, { conversationId: id, episode, arm });
};
const decisions = async () => (await table.ledger(id)).decisions.map((one) => one.decision);
const event = (state: DeliveryEvent['state'], change: Partial<DeliveryEvent> = {}): DeliveryEvent => ({
  conversationId: id,
  episode: 1,
  attempt: 1,
  mail: { sesId: 'ses1', messageId: '<ses1@ses>', subject: 'S' },
  state,
  at: world.now(),
  ...change,
});

test('an unread answer is e-mailed once, however often the clock rings', async () => {
  await answer();
  world.advance(10);
  const { pending } = await conversation();
  const check: UnreadCheck = { conversationId: id, episode: pending!.episode, arm: pending!.arm };
  await Promise.all([checkUnread(world, ports, check), checkUnread(world, ports, check)]);
  await checkUnread(world, ports, check);
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({ to: 'vera@example.org', tags: { conversation: id, episode: '1', attempt: '1' } });
  expect(await conversation()).toMatchObject({ pending: null, sending: null, settledThrough: 2 });
  expect(await decisions()).toEqual(['sent']);
});

test('an answer that comes while the e-mail goes out is in the next one, due in its own time', async () => {
  await answer('first');
  world.advance(10);
  const before = ports.mail;
  ports = {
    ...ports,
    mail: {
      send: async (mail) => {
        await answer('second');
        return before.send(mail);
      },
    },
  };
  await ring();
  expect(mails[0]?.text).not.toContain('second');
  expect(await conversation()).toMatchObject({ settledThrough: 2, pending: { episode: 2, firstSeq: 3, arm: 2 } });
  ports = { ...ports, mail: before };
  world.advance(10);
  await ring();
  expect(mails).toHaveLength(2);
  expect(mails[1]?.text).toContain('second');
  expect(mails[1]?.text).not.toContain('first');
  expect(mails[1]?.subject).toBe(`Re: ${mails[0]?.subject ?? ''}`);
});

test('without an address the e-mail waits, and goes out when one is given', async () => {
  const known = (await table.visitor(vera))!;
  await table.commit([{ kind: 'visitor', value: withAddress(known, null) }]);
  await answer();
  world.advance(10);
  await ring();
  expect(await conversation()).toMatchObject({ pending: { state: 'waiting-for-address' } });
  const later = (await table.visitor(vera))!;
  await table.commit([{ kind: 'visitor', value: withAddress(later, { email: 'v@example.net', state: 'typed' }) }]);
  await addressChanged(world, table, vera);
  await ring();
  expect(mails.map((mail) => mail.to)).toEqual(['v@example.net']);
  expect(await decisions()).toEqual(['waiting-for-address', 'sent']);
});

test('an address that is given between the decision to wait for one and its writing is not waited for', async () => {
  await table.commit([{ kind: 'visitor', value: withAddress((await table.visitor(vera))!, null) }]);
  await answer();
  world.advance(10);
  const before = ports.table;
  const given: Table = {
    ...table,
    commit: async (writes) => {
      const now = (await table.visitor(vera))!;
      if (now.address === null && writes.some((write) => write.kind === 'decision')) {
        const address = { email: 'v@example.net', state: 'typed' } as const;
        await table.commit([{ kind: 'visitor', value: withAddress(now, address) }]);
        // The stream is quick: it finds nothing that waits.
        await addressChanged(world, table, vera);
      }
      return table.commit(writes);
    },
  };
  ports = { ...ports, table: given };
  await ring();
  expect(mails.map((mail) => mail.to)).toEqual(['v@example.net']);
  ports = { ...ports, table: before };
  expect(await decisions()).toEqual(['sent']);
});

test('switching off between claim and sending stops the e-mail', async () => {
  await answer();
  world.advance(10);
  const off: Table = {
    ...table,
    commit: async (writes) => {
      const done = await table.commit(writes);
      if (writes.some((write) => write.kind === 'link-token')) {
        const { settings: current } = await table.rules();
        await table.commit([{ kind: 'settings', value: { ...current, continuousConversations: false } }]);
      }
      return done;
    },
  };
  ports = { ...ports, table: off };
  await ring();
  expect(mails).toEqual([]);
  expect(await decisions()).toEqual(['skipped-off']);
});

describe('when SES refuses for certain', () => {
  test('a throttled e-mail is tried again a little later, and arrives once', async () => {
    await answer();
    world.advance(10);
    answerOfSes = () => ({ kind: 'refused', final: false, reason: 'TooManyRequestsException' });
    await ring();
    expect(await conversation()).toMatchObject({ sending: null, pending: { arm: 2, attempts: 1 } });
    answerOfSes = () => ({ kind: 'accepted', sesId: 'ses', messageId: '<ses@ses>' });
    world.advance(1);
    await ring();
    expect(mails.map((mail) => mail.tags.attempt)).toEqual(['1', '2']);
    expect(await decisions()).toEqual(['refused', 'sent']);
  });

  test('a rejected e-mail is given up, and the agent is told why', async () => {
    await answer();
    world.advance(10);
    answerOfSes = () => ({ kind: 'refused', final: true, reason: 'MessageRejected' });
    await ring();
    expect(await conversation()).toMatchObject({ sending: null, pending: null, settledThrough: 2 });
    const [decision] = (await table.ledger(id)).decisions;
    expect(decision).toMatchObject({ decision: 'failed', detail: 'MessageRejected' });
  });
});

describe('when nobody knows whether SES took the e-mail', () => {
  beforeEach(async () => {
    await answer();
    world.advance(10);
    answerOfSes = () => ({ kind: 'unknown', reason: 'TimeoutError' });
    await ring();
    answerOfSes = () => ({ kind: 'accepted', sesId: 'ses2', messageId: '<ses2@ses>' });
  });

  test('it is not sent again while its event may still come', async () => {
    world.advance(15);
    await ring();
    expect(mails).toHaveLength(1);
    expect(await conversation()).toMatchObject({ sending: { outcome: 'unknown' } });
  });

  test('its event proves that it was sent', async () => {
    await recordDeliveryEvent(world, table, event('sent'));
    expect(await conversation()).toMatchObject({ sending: null, settledThrough: 2, thread: { ids: ['<ses1@ses>'] } });
    world.advance(60);
    expect(await sweepOverdue(world, table, { checkNow: () => Promise.resolve() })).toBe(0);
    expect(await decisions()).toEqual(['sent']);
  });

  test('without an event it is sent once more, after the grace time', async () => {
    world.advance(17);
    const found: UnreadCheck[] = [];
    await sweepOverdue(world, table, {
      checkNow: (check) => {
        found.push(check);
        return Promise.resolve();
      },
    });
    for (const check of found) await checkUnread(world, ports, check);
    expect(mails.map((mail) => mail.tags.attempt)).toEqual(['1', '2']);
    expect(await decisions()).toEqual(['sent']);
  });

  test('a second unknown outcome is final', async () => {
    answerOfSes = () => ({ kind: 'unknown', reason: 'TimeoutError' });
    world.advance(17);
    await ring();
    expect(await conversation()).toMatchObject({ sending: null, settledThrough: 2 });
    expect(await decisions()).toEqual(['failed']);
  });

  test('what was read meanwhile is not sent again', async () => {
    await table.advanceRead(id, 'visitor', (await table.message(id, seq(2)))!);
    world.advance(17);
    await ring();
    expect(mails).toHaveLength(1);
    expect(await decisions()).toEqual(['skipped-read']);
  });
});

describe('when SES tells what became of an e-mail', () => {
  beforeEach(async () => {
    await answer();
    world.advance(10);
    await ring();
  });
  const state = async () => (await table.email(id, 1))?.state;

  test('its state only advances, in whatever order the events come', async () => {
    await recordDeliveryEvent(world, table, event('delivered'));
    await recordDeliveryEvent(world, table, event('sent'));
    expect(await state()).toBe('delivered');
  });

  test('a bounce counts against the address, is told in the conversation, and another address gets the mail once', async () => {
    await recordDeliveryEvent(world, table, event('bounced', { reason: 'no such user' }));
    await recordDeliveryEvent(world, table, event('bounced', { reason: 'no such user' }));
    expect(await state()).toBe('bounced');
    const bounced = (await table.visitor(vera))!;
    expect(bounced.address).toEqual({ email: 'vera@example.org', state: 'bounced' });
    const messages = await table.messages(id, { after: seq(2), limit: 10 });
    expect(messages.map((message) => message.kind)).toEqual(['delivery-problem']);

    await table.commit([{ kind: 'visitor', value: withAddress(bounced, { email: 'v@example.net', state: 'typed' }) }]);
    await addressChanged(world, table, vera);
    await addressChanged(world, table, vera);
    await ring();
    expect(mails.map((mail) => mail.to)).toEqual(['vera@example.org', 'v@example.net']);
    expect(await conversation()).toMatchObject({ pending: null, undelivered: null });
  });

  test('a bounce of an address that is not theirs any more sends the mail to their new one', async () => {
    const known = (await table.visitor(vera))!;
    await table.commit([{ kind: 'visitor', value: withAddress(known, { email: 'v@example.net', state: 'typed' }) }]);
    await recordDeliveryEvent(world, table, event('bounced'));
    await ring();
    expect(mails.map((mail) => mail.to)).toEqual(['vera@example.org', 'v@example.net']);
  });

  test('a complaint counts against the mailbox, however the visitor has spelt it since', async () => {
    const known = (await table.visitor(vera))!;
    await table.commit([{ kind: 'visitor', value: withAddress(known, { email: 'VERA@example.org', state: 'typed' }) }]);
    await recordDeliveryEvent(world, table, event('complained'));
    expect((await table.visitor(vera))?.address).toEqual({ email: 'VERA@example.org', state: 'complained' });
  });

  test('a mail that SES gave up did not arrive: its address stays good, and another one gets the mail once', async () => {
    await recordDeliveryEvent(world, table, event('delivered'));
    await recordDeliveryEvent(world, table, event('given-up', { reason: 'mailbox full' }));
    await recordDeliveryEvent(world, table, event('given-up', { reason: 'mailbox full' }));
    expect(await table.email(id, 1)).toMatchObject({ state: 'bounced', reason: 'mailbox full' });
    const known = (await table.visitor(vera))!;
    expect(known).toMatchObject({ address: { email: 'vera@example.org', state: 'typed' }, refused: [] });
    expect(await conversation()).toMatchObject({ lastSeq: 2, undelivered: { messages: [2] } });

    await answer('And more');
    world.advance(10);
    await ring();
    await table.commit([{ kind: 'visitor', value: withAddress(known, { email: 'v@example.net', state: 'typed' }) }]);
    await addressChanged(world, table, vera);
    await addressChanged(world, table, vera);
    await ring();
    expect(mails.map((mail) => mail.to)).toEqual(['vera@example.org', 'vera@example.org', 'v@example.net']);
    expect(mails[2]?.text).toContain('Here you are');
    expect(mails[2]?.text).not.toContain('And more');
    expect(await conversation()).toMatchObject({ pending: null, undelivered: null });
  });

  test.each([
    ['proven', { email: 'vera@example.org', state: 'proven' }],
    ['spelt otherwise', { email: 'Vera@Example.org', state: 'typed' }],
  ] as const)('a mailbox that SES gave up gets nothing again when its address is %s', async (_how, address) => {
    await recordDeliveryEvent(world, table, event('given-up'));
    const known = (await table.visitor(vera))!;
    await table.commit([{ kind: 'visitor', value: withAddress(known, address) }]);
    await addressChanged(world, table, vera);
    expect(await conversation()).toMatchObject({ pending: null, undelivered: { messages: [2] } });
  });

  test('an address that they give while SES gives up gets the mail all the same', async () => {
    const known = (await table.visitor(vera))!;
    const commit = table.commit.bind(table);
    table.commit = async (writes) => {
      if (writes.some(({ kind }) => kind === 'email')) {
        table.commit = commit;
        const value = withAddress(known, { email: 'v@example.net', state: 'typed' });
        await table.commit([{ kind: 'visitor', value }]);
        await addressChanged(world, table, vera);
      }
      return commit(writes);
    };
    await recordDeliveryEvent(world, table, event('given-up'));
    await ring();
    expect(mails.map((mail) => mail.to)).toEqual(['vera@example.org', 'v@example.net']);
  });

  test('after a complaint nothing more is sent', async () => {
    await recordDeliveryEvent(world, table, event('complained'));
    await answer();
    world.advance(10);
    await ring();
    expect(mails).toHaveLength(1);
    expect((await decisions()).at(-1)).toBe('skipped-opted-out');
  });
});

test('what an agent held and the visitor read is decided by the next answer, which has a clock of its own', async () => {
  await answer();
  await changeConversation(world, table, id, (one) => ({
    ...one,
    pending: { ...one.pending!, arm: 2, state: 'held-by-agent' },
  }));
  await table.advanceRead(id, 'visitor', (await table.message(id, seq(2)))!);
  await answer('another');
  const [decision] = (await table.ledger(id)).decisions;
  expect(decision).toMatchObject({ episode: 1, arm: 2, decision: 'skipped-read', saw: { address: 'typed' } });
  world.advance(10);
  await ring();
  expect(mails.map(({ text }) => text.includes('another'))).toEqual([true]);
  expect(await decisions()).toEqual(['skipped-read', 'sent']);
});

test('presence may hold back an answer for five minutes although it has held back one that was read meanwhile', async () => {
  await answer();
  for (let minute = 10; minute < 13; minute += 1) {
    world.advance(minute === 10 ? 10 : 1);
    await table.setPresence(id, plusMinutes(world.now(), 1));
    await ring();
  }
  expect((await conversation()).pending?.presenceHeld).toBe(3);
  await table.advanceRead(id, 'visitor', (await table.message(id, seq(2)))!);
  await answer('another');
  world.advance(1);
  await ring();
  expect((await conversation()).pending).toMatchObject({ firstSeq: 3, presenceHeld: 0 });
  expect(mails).toEqual([]);
});

test('a ring of a former arm does nothing', async () => {
  await answer();
  await changeConversation(world, table, id, (one) => ({ ...one, pending: { ...one.pending!, arm: 2 } }));
  world.advance(10);
  await checkUnread(world, ports, { conversationId: id, episode: 1, arm: 1 });
  expect(mails).toEqual([]);
});

test('what is overdue is found by the sweeper', async () => {
  await answer();
  world.advance(13);
  const found: UnreadCheck[] = [];
  const checkNow = (check: UnreadCheck): Promise<void> => {
    found.push(check);
    return Promise.resolve();
  };
  expect(await sweepOverdue(world, table, { checkNow })).toBe(1);
  expect(found).toEqual([{ conversationId: id, episode: 1, arm: 1 }]);
});

describe('the files of unread answers', () => {
  const offer = { id: 'offer', filename: 'offer.pdf', contentType: 'application/pdf', size: 3 };
  const draft = { author: ada, channel: 'messaging', text: '', attachments: [offer] } as const;
  const filesOf = (mail: OutgoingMail | undefined) =>
    (mail?.files ?? []).map(({ filename, content }) => [filename, Buffer.from(content).toString()]);

  test('go along with the e-mail, which names them', async () => {
    ports = { ...ports, attachments: { get: (id) => Promise.resolve(Buffer.from(id === 'offer' ? 'pdf' : '')) } };
    await post(world, table, { conversationId: id, draft });
    world.advance(10);
    await ring();
    expect(filesOf(mails[0])).toEqual([['offer.pdf', 'pdf']]);
    expect(mails[0]?.text).toContain('Attached: offer.pdf');
  });

  test('that cannot be read never hold the e-mail back, which says where they are', async () => {
    ports = { ...ports, attachments: { get: () => Promise.reject(new Error('s3 is away')) } };
    await post(world, table, { conversationId: id, draft });
    world.advance(10);
    await ring();
    expect(filesOf(mails[0])).toEqual([]);
    expect(mails[0]?.text).toContain('On our website: offer.pdf');
    expect(await decisions()).toEqual(['sent']);
  });

  test('that SES refuses stay behind: the e-mail goes without them at once', async () => {
    ports = { ...ports, attachments: { get: () => Promise.resolve(Buffer.from('pdf')) } };
    answerOfSes = ({ files = [] }) =>
      files.length > 0
        ? { kind: 'refused', final: true, reason: 'BadRequestException' }
        : { kind: 'accepted', sesId: 'ses1', messageId: '<ses1@ses>' };
    await post(world, table, { conversationId: id, draft });
    world.advance(10);
    await ring();
    expect(mails.map(filesOf)).toEqual([[['offer.pdf', 'pdf']], []]);
    expect(mails[1]?.text).toContain('On our website: offer.pdf');
    expect(await decisions()).toEqual(['sent']);
  });
});
