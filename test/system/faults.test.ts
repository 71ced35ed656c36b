import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { arm, disarm, redrive } from './control.ts';
import { startSystem } from './running-system.ts';
import type { RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';
import type { Visitor } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
});
beforeEach(async () => {
  // A token lives for twelve hours, and time passes quickly here.
  ada = await agentOf(system);
});
afterAll(() => system.stop());
afterEach(() => disarm(system));

/** The delay, to the full minute at which Scheduler rings. */
const delay = 11 * 60;
/** A claim's lease, the time that SES's events are given, and the sweeper's rhythm. */
const takeOver = 25 * 60;

let visitors = 0;
/** A visitor who has left their address, and an answer that they have not read. */
async function answered(text = 'Answer'): Promise<{ readonly vera: Visitor; readonly email: string }> {
  const email = `vera.fault${(visitors += 1)}@example.org`;
  const vera = await visitorOf(system, { email });
  expect((await ada.answers(vera.conversation, text)).status).toBe(201);
  return { vera, email };
}

const mailsTo = async (email: string): Promise<number> => (await system.mailbox(email)).length;
const stateOf = async ({ conversation }: Visitor): Promise<string | undefined> =>
  (await ada.messages(conversation)).findLast(({ author }) => author.kind === 'agent')?.notification?.state;
const lettersOf = async (name: string): Promise<number> =>
  (await system.deadLetters()).filter(({ queue }) => queue.toLowerCase().includes(name)).length;

describe('when SES', () => {
  test('takes the e-mail and does not answer, there is one e-mail: its event tells that it was taken', async () => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'timeout-after' });
    await system.clock(delay);
    expect(await stateOf(vera)).toBe('delivered');
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(1);
  });

  test('answers nothing and has not taken it, it goes out later, once', async () => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'timeout-before' });
    await system.clock(delay);
    expect(await mailsTo(email)).toBe(0);
    expect(await stateOf(vera)).toBe('unknown');
    await system.clock(takeOver);
    expect(await mailsTo(email)).toBe(1);
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(1);
    expect(await stateOf(vera)).toBe('delivered');
  });

  test.each(['throttle', 'error'])('answers %s, it goes out later, once', async (mode) => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses', operation: 'SendEmail', mode });
    await system.clock(delay);
    expect(await mailsTo(email)).toBe(0);
    await system.clock(takeOver);
    expect(await mailsTo(email)).toBe(1);
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(1);
    expect(await stateOf(vera)).toBe('delivered');
  });

  test('never answers, the e-mail is given up after the second time, and the agent sees it', async () => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'timeout-before', times: 9 });
    await system.clock(delay + 2 * takeOver);
    expect(await stateOf(vera)).toBe('failed');
    const log = readFileSync(join(system.dataFolder, 'logs', 'ContinuousConversations-follow-changes.log'), 'utf8');
    expect(log).toContain(`"EmailsGivenUp":1,"conversation":"${vera.conversation}"`);
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(0);
  });

  test('refuses for hours, it goes out when SES takes mail again', async () => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'throttle', times: 4 });
    await system.clock(delay + 3600);
    expect(await mailsTo(email)).toBe(0);
    await system.clock(3600);
    expect(await mailsTo(email)).toBe(1);
    expect(await stateOf(vera)).toBe('delivered');
  });

  test('loses all events of an e-mail whose sending was recorded, it stays the only one', async () => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses-events', operation: '*', mode: 'drop', times: 99 });
    await system.clock(delay);
    expect(await stateOf(vera)).toBe('sent');
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(1);
  });

  test.each(['delay', 'duplicate', 'reorder'])('has its events come with %s, there is one e-mail', async (mode) => {
    const { vera, email } = await answered();
    // The answer of SES is lost as well, so that the events are all there is.
    await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'timeout-after' });
    await arm(system, { service: 'ses-events', operation: '*', mode, times: 99, delaySeconds: 600 });
    await system.clock(delay + takeOver);
    await disarm(system);
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(1);
    expect(await stateOf(vera)).toBe('delivered');
  });

  test('takes the e-mail, does not answer, and loses its events too, there are two: the limit of the promise', async () => {
    const { vera, email } = await answered();
    await arm(system, { service: 'ses', operation: 'SendEmail', mode: 'timeout-after' });
    await arm(system, { service: 'ses-events', operation: '*', mode: 'drop', times: 2 });
    await system.clock(delay + takeOver);
    expect(await mailsTo(email)).toBe(2);
    const { body } = await ada.call('GET', `/v1/agent/conversations/${vera.conversation}/emails`);
    expect(body).toMatchObject({ emails: [{ attempt: 2 }] });
  });
});

describe('when Scheduler', () => {
  test.each(['throttle', 'error', 'timeout-before', 'timeout-after'])(
    'answers %s once, the e-mail is on time',
    async (mode) => {
      await arm(system, { service: 'scheduler', operation: 'CreateSchedule', mode });
      const { email } = await answered();
      await system.clock(delay);
      expect(await mailsTo(email)).toBe(1);
      await system.clock(3600);
      expect(await mailsTo(email)).toBe(1);
    },
  );

  test('is down, the sweeper finds what is due', async () => {
    await arm(system, { service: 'scheduler', operation: '*', mode: 'error', times: 1000 });
    const { email } = await answered();
    await system.clock(10 * 60);
    expect((await system.schedules()).filter(({ name }) => name.startsWith('u-'))).toEqual([]);
    expect(await mailsTo(email)).toBe(0);
    await system.clock(7 * 60);
    expect(await mailsTo(email)).toBe(1);
  });

  test('rings and nobody hears it, or twice, there is one e-mail', async () => {
    const unheard = await answered();
    await arm(system, { service: 'lambda', operation: 'check-unread', mode: 'drop' });
    await system.clock(delay);
    expect(await mailsTo(unheard.email)).toBe(0);
    const twice = await answered();
    await arm(system, { service: 'lambda', operation: 'check-unread', mode: 'duplicate', times: 3 });
    await system.clock(delay + 3600);
    expect([await mailsTo(unheard.email), await mailsTo(twice.email)]).toEqual([1, 1]);
  });
});

describe('when the stream', () => {
  test.each(['duplicate', 'drop', 'delay', 'reorder'])('comes with %s, there is one e-mail', async (mode) => {
    await arm(system, { service: 'stream', operation: 'follow-changes', mode, times: 20, delaySeconds: 120 });
    const { vera, email } = await answered('First');
    await ada.answers(vera.conversation, 'Second', { notify: 'now' });
    await vera.writes('And?');
    await ada.answers(vera.conversation, 'Third');
    await system.clock(delay + 7 * 60);
    const sent = await mailsTo(email);
    expect(sent).toBeGreaterThanOrEqual(1);
    const texts = (await system.mailbox(email)).map(({ text }) => text).join();
    for (const text of ['First', 'Second', 'Third']) expect(texts.split(text)).toHaveLength(2);
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(sent);
  });
});

describe('when DynamoDB', () => {
  test.each(['throttle', 'error', 'timeout-after'])(
    'answers %s to a write, the message is there once',
    async (mode) => {
      const { vera } = await answered();
      await arm(system, { service: 'dynamodb', operation: 'TransactWriteItems', mode });
      const clientMessageId = `with-${mode}`;
      const write = async (): Promise<number> => (await vera.writes('Once', { clientMessageId })).status;
      const first = await write();
      if (first >= 500) expect(await write()).toBeLessThan(300);
      expect((await vera.messages()).filter(({ text }) => text === 'Once')).toHaveLength(1);
    },
  );

  test('fails while an e-mail is claimed and recorded, there is one e-mail', async () => {
    const { email } = await answered();
    await arm(system, { service: 'dynamodb', operation: '*', mode: 'error', times: 12 });
    await system.clock(delay + 3600);
    expect(await mailsTo(email)).toBe(1);
    await system.clock(2 * 3600);
    expect(await mailsTo(email)).toBe(1);
  });
});

describe('when an e-mail comes in', () => {
  const reply = async (email: string, text: string): Promise<void> => {
    const [mail] = await system.mailbox(email);
    await system.bringMail({ from: email, to: mail!.replyTo, subject: 'Re: Hello', text });
  };
  const texts = async (vera: Visitor): Promise<string[]> => (await vera.messages()).map(({ text }) => text);

  test.each<[string, Parameters<typeof arm>[1]]>([
    ['cannot be read at first', { service: 's3', operation: 'GetObject', mode: 'error', times: 2 }],
    ['cannot be stored at first', { service: 'dynamodb', operation: 'TransactWriteItems', mode: 'error', times: 4 }],
    ['is stored and nobody says so', { service: 'dynamodb', operation: 'TransactWriteItems', mode: 'timeout-after' }],
    ['is handed over twice', { service: 'lambda', operation: 'receive-email', mode: 'duplicate' }],
  ])(
    'that %s, it is one message',
    async (_name, fault) => {
      const { vera, email } = await answered();
      await system.clock(delay);
      await arm(system, fault);
      await reply(email, 'Thank you');
      await system.clock(600);
      expect((await texts(vera)).filter((text) => text === 'Thank you')).toHaveLength(1);
      expect(await lettersOf('receiveemail')).toBe(0);
    },
    60_000,
  );

  test('that can never be read, it is a dead letter, from which it is one message when it can', async () => {
    const { vera, email } = await answered();
    await system.clock(delay);
    await arm(system, { service: 's3', operation: 'GetObject', mode: 'error', times: 1000 });
    await reply(email, 'Please read me');
    await system.clock(600);
    expect(await texts(vera)).not.toContain('Please read me');
    expect(await lettersOf('receiveemail')).toBe(1);
    await disarm(system);
    for (const { id, queue } of await system.deadLetters()) {
      if (queue.toLowerCase().includes('receiveemail')) await redrive(system, id);
    }
    await system.clock(0);
    expect((await texts(vera)).filter((text) => text === 'Please read me')).toHaveLength(1);
    expect(await lettersOf('receiveemail')).toBe(0);
  });
});

describe('when the WebSocket', () => {
  test.each(['error', 'throttle', 'timeout-before'])(
    'answers %s, the messages are there by HTTP and the e-mail goes out',
    async (mode) => {
      const { body } = await ada.call('POST', '/v1/agent/realtime');
      const socket = new WebSocket((body as { url: string }).url);
      await new Promise((resolve) => socket.once('open', resolve));
      await arm(system, { service: 'websocket', operation: '*', mode });
      const { vera, email } = await answered();
      expect((await vera.messages()).map(({ text }) => text)).toContain('Answer');
      await system.clock(delay);
      expect(await mailsTo(email)).toBe(1);
      socket.terminate();
    },
  );
});
