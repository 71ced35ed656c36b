import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { runCanary } from '../../../functions/domain/canary/run-canary.ts';
import type { Verdicts } from '../../../functions/domain/email/judge-sender.ts';
import type { OutgoingMail, SendResult } from '../../../functions/domain/email/mail-sender.ts';
import { receive } from '../../../functions/domain/inbound/receive.ts';
import type { InboundPorts } from '../../../functions/domain/inbound/receive.ts';
import { checkUnread } from '../../../functions/domain/notification/check-unread.ts';
import type { Judged } from '../../../functions/domain/records/canary.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { company, settings, standingWorld } from '../../setup/scene.ts';
import { passed, replyDomain } from '../inbound/inbound-scene.ts';

const fromAddress = 'support@mail.example.com';

/** What may go wrong on the way. */
export interface Way {
  /** What SES says to the e-mail, and to its answer. */
  readonly email?: SendResult;
  readonly answer?: SendResult;
  /** The e-mail, or its answer, does not arrive. */
  readonly lost?: 'email' | 'answer';
  /** How the e-mail, and its answer, are vouched for. */
  readonly emailVerdicts?: Verdicts;
  readonly answerVerdicts?: Verdicts;
  /** What becomes of the answer's text on the way. */
  readonly changed?: (text: string) => string;
}

export const disowned: Verdicts = { ...passed, dkim: 'FAIL', dmarc: 'FAIL', dmarcPolicy: 'reject' };

const accepted = (count: number): SendResult => {
  const sesId = `0100017d41d36138-496e8b33-5be4-4f63-9316-${String(count).padStart(12, '0')}-000000`;
  return { kind: 'accepted', sesId, messageId: `<${sesId}@email.amazonses.com>` };
};

/** The canary switched on, and SES as it may be. What runs is what Lambda runs. */
export async function canaryScene() {
  const world = standingWorld();
  const table = inMemoryTable({ now: world.now, company });
  await table.commit([{ kind: 'settings', value: { ...settings, canary: true } }]);
  const emails: OutgoingMail[] = [];
  const answers: OutgoingMail[] = [];
  const stored = new Map<string, Buffer>();
  let way: Way = {};
  let count = 0;

  const ports: InboundPorts = {
    table,
    mails: { get: (key) => Promise.resolve(stored.get(key)) },
    files: { put: () => Promise.resolve() },
    count: () => undefined,
    answers: {
      send: (mail) => {
        answers.push(mail);
        return Promise.resolve(way.answer ?? accepted((count += 1)));
      },
    },
    replyDomain,
    fromAddress,
  };

  /** Has a mail arrive as SES would. */
  const arrive = async (mail: OutgoingMail, verdicts: Verdicts, messageId = `<${(count += 1)}@x.example>`) => {
    const mailKey = `inbound/${(count += 1)}`;
    const { from, to, replyTo, subject, text, html } = mail;
    const headers = mail.headers.map(({ name, value }) => ({ key: name, value }));
    const message = { from, to, replyTo, subject, text, html, messageId, headers };
    stored.set(mailKey, await new MailComposer(message).compile().build());
    await receive(world, ports, {
      sesId: mailKey.replace('/', ''),
      mailKey,
      envelopeFrom: 'bounce@amazonses.com',
      recipients: [to],
      verdicts,
      receivedAt: world.now(),
    });
  };

  const ring = async (conversationId: string): Promise<void> => {
    const conversation = await table.conversation(conversationId as never);
    const { pending } = conversation ?? {};
    if (conversation === undefined || pending === null || pending === undefined) return;
    const delivery = {
      table,
      mail: {
        send: (mail: OutgoingMail) => {
          emails.push(mail);
          return Promise.resolve(way.email ?? accepted((count += 1)));
        },
      },
      files: { put: () => Promise.resolve(), get: () => Promise.resolve(undefined) },
      attachments: { get: () => Promise.resolve(undefined) },
      identity: { fromAddress, replyDomain, publicUrl: 'https://chat.example.com' },
    };
    const { episode, arm } = pending;
    await checkUnread(world, delivery, { conversationId: conversation.id, episode, arm });
  };

  return {
    world,
    table,
    ports,
    emails,
    answers,
    arrive,
    run: () => runCanary(world, { table, replyDomain }),
    /** An hour: the canary runs, and its message goes its way. */
    hour: async (along: Way = {}): Promise<Judged | undefined> => {
      way = along;
      world.advance(60);
      const judged = await runCanary(world, { table, replyDomain });
      const round = (await table.canary())?.round;
      if (round === undefined || round === null) return judged;
      const [sent, answered] = [emails.length, answers.length];
      await ring(round.conversationId);
      const email = emails[sent];
      world.advance(1);
      if (email !== undefined && along.lost !== 'email' && (along.email ?? { kind: 'accepted' }).kind === 'accepted')
        await arrive(email, along.emailVerdicts ?? passed);
      const answer = answers[answered];
      if (answer !== undefined && along.lost !== 'answer' && (along.answer ?? { kind: 'accepted' }).kind === 'accepted')
        await arrive(
          { ...answer, text: (along.changed ?? ((text) => text))(answer.text) },
          along.answerVerdicts ?? passed,
        );
      world.advance(-1);
      return judged;
    },
  };
}
