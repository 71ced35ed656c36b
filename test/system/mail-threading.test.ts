import { agentOf } from './agent.ts';
import type { Agent } from './agent.ts';
import { mailProgram, referencesOf } from './mail-program.ts';
import type { Keeps } from './mail-program.ts';
import { startSystem } from './running-system.ts';
import type { MailboxEntry, RunningSystem } from './running-system.ts';
import { visitorOf } from './visitor.ts';

let system: RunningSystem;
let ada: Agent;
beforeAll(async () => {
  system = await startSystem();
  ada = await agentOf(system);
});
afterAll(() => system.stop());

/** The settling time, to the full minute at which Scheduler rings. */
const settling = 2 * 60;

interface Round {
  readonly mail: MailboxEntry;
  /** The Message-ID of the visitor's reply to it. */
  readonly reply: string;
}

async function pingPong(keeps: Keeps, rounds: number): Promise<{ rounds: readonly Round[]; conversation: string }> {
  const address = `vera.${keeps}.${rounds}@example.org`;
  const vera = await visitorOf(system, { email: address });
  const program = mailProgram(system, address, keeps);
  const all: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await ada.answers(vera.conversation, `Answer ${round}`, round === 1 ? { notify: 'now' } : {});
    await system.clock(round === 1 ? 0 : settling);
    expect(await system.mailbox(address)).toHaveLength(round);
    const mail = await program.newest();
    all.push({ mail, reply: await program.replies(`Reply ${round}`) });
  }
  return { rounds: all, conversation: vera.conversation };
}

describe.each<[string, Keeps]>([
  ['keeps References', 'references'],
  ['keeps only In-Reply-To, as iOS Mail does', 'in-reply-to'],
  ['keeps neither', 'neither'],
])('six mails between an agent and a visitor whose mail program %s', (_name, keeps) => {
  let rounds: readonly Round[];
  let conversation: string;
  beforeAll(async () => {
    ({ rounds, conversation } = await pingPong(keeps, 3));
  });

  test('are one conversation, in which stands what each of them newly wrote', async () => {
    const said = (await ada.messages(conversation)).filter(({ author }) => author.kind !== 'system');
    expect(said.map(({ text }) => text)).toEqual([
      'Hello',
      ...['Answer 1', 'Reply 1', 'Answer 2', 'Reply 2', 'Answer 3', 'Reply 3'],
    ]);
    expect(said.filter(({ channel }) => channel === 'email').map(({ author }) => author.kind)).toEqual(
      Array(3).fill('visitor'),
    );
  });

  test('have one subject, sender and reply address', () => {
    const [first, ...later] = rounds.map(({ mail }) => mail);
    for (const mail of later) {
      expect(mail.subject).toBe(`Re: ${first!.subject}`);
      expect(mail.from).toBe(first!.from);
      expect(mail.replyTo).toBe(first!.replyTo);
    }
    expect(first!.subject).not.toMatch(/^Re:/);
  });

  test('refer to the root of the thread first, to all former mails, and answer the visitor’s last', () => {
    const root = /^<c\.[a-z2-7]{26}@/;
    rounds.forEach(({ mail }, index) => {
      const references = referencesOf(mail);
      expect(references[0]).toMatch(root);
      expect(references.slice(1)).toEqual(
        rounds.slice(0, index).flatMap((former) => [former.mail.headers['message-id'], former.reply]),
      );
      expect(mail.headers['in-reply-to']).toBe(index === 0 ? references[0] : rounds[index - 1]?.reply);
    });
  });
});

test('a thread of fourteen mails refers to ten of them at most: its root and the newest', async () => {
  const { rounds } = await pingPong('references', 7);
  const references = referencesOf(rounds.at(-1)!.mail);
  expect(references).toHaveLength(10);
  expect(references[0]).toBe(referencesOf(rounds[0]!.mail)[0]);
  expect(references.at(-1)).toBe(rounds.at(-2)?.reply);
});

test('who writes to the support address starts a conversation, and is answered in their own thread', async () => {
  const address = 'nina@example.net';
  const nina = mailProgram(system, address);
  const first = { to: 'support@reply.example.test', subject: 'Do you ship to Graz?', text: 'Do you?' };
  const replyDomain = (await pingPong('neither', 1)).rounds[0]!.mail.replyTo.split('@')[1];
  const mail = { ...first, to: `support@${replyDomain}` };

  await nina.sends(mail);
  const off = await ada.call('GET', '/v1/agent/mail?state=unmatched');
  expect(off.body).toMatchObject({
    mail: [{ reason: 'answers-nothing', from: address, subject: 'Do you ship to Graz?' }],
  });

  // An agent may begin the conversation themselves.
  const [{ id: kept }] = (off.body as { mail: [{ id: string }] }).mail;
  const begun = await ada.call('POST', `/v1/agent/mail/${kept}`, { action: 'begin' });
  expect(begun).toMatchObject({
    status: 200,
    body: { message: { text: 'Do you?', channel: 'email', author: { kind: 'visitor' } } },
  });
  expect((await ada.call('POST', `/v1/agent/mail/${kept}`, { action: 'begin' })).body).toMatchObject({
    conversation: { id: (begun.body as { conversation: { id: string } }).conversation.id },
    message: { seq: 1 },
  });

  expect(await ada.saves({ startByEmail: true })).toMatchObject({ status: 200, body: { startByEmail: true } });
  const id = await nina.sends(mail);
  const found = await ada.call('GET', `/v1/agent/conversations?find=nina@`);
  const { conversations } = found.body as { conversations: { id: string; visitor: { id: string } }[] };
  const hers = { visitor: { email: address, emailState: 'proven' } };
  expect(conversations).toMatchObject([hers, hers]);
  expect(conversations[0]!.visitor.id).toBe(conversations[1]!.visitor.id);
  const conversation = conversations[0]!.id;

  await ada.answers(conversation, 'We do.');
  await system.clock(settling);
  const answer = await nina.newest();
  expect(answer).toMatchObject({ subject: 'Re: Do you ship to Graz?', headers: { 'in-reply-to': id } });
  expect(referencesOf(answer).slice(1)).toEqual([id]);
  await nina.replies('Great.');
  expect((await ada.messages(conversation)).map(({ text }) => text)).toEqual(['Do you?', 'We do.', 'Great.']);
});
