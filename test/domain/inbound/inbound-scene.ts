import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import type Mail from 'nodemailer/lib/mailer/index.js';
import { post, start } from '../../../functions/domain/conversation/post.ts';
import type { Verdicts } from '../../../functions/domain/email/judge-sender.ts';
import type { OutgoingMail } from '../../../functions/domain/email/mail-sender.ts';
import { replyAddress } from '../../../functions/domain/email/reply-address.ts';
import type { Arrival } from '../../../functions/domain/inbound/arrival.ts';
import { receive } from '../../../functions/domain/inbound/receive.ts';
import type { InboundPorts } from '../../../functions/domain/inbound/receive.ts';
import { checkUnread } from '../../../functions/domain/notification/check-unread.ts';
import { seq } from '../../../functions/domain/records/ids.ts';
import type { ConversationId, VisitorId } from '../../../functions/domain/records/ids.ts';
import type { KeptMail } from '../../../functions/domain/records/kept-mail.ts';
import type { Message } from '../../../functions/domain/records/message.ts';
import type { Table } from '../../../functions/domain/table/table.ts';
import { inMemoryTable } from '../../model/in-memory-table.ts';
import { ada, byVisitor, company, settings, standingWorld, visitor } from '../../setup/scene.ts';

export const replyDomain = 'reply.example.com';
export const sesId = '0100017d41d36138-496e8b33-5be4-4f63-9316-3e7be15c2fe2-000000';
export const passed: Verdicts = { spam: 'PASS', virus: 'PASS', spf: 'PASS', dkim: 'PASS', dmarc: 'PASS' };

export type Scene = Awaited<ReturnType<typeof inboundScene>>;

/**
 * A conversation with vera@example.org: she said Hello (1), Ada said "Yes, it is." (2), which was e-mailed ten minutes
 * later. Mail may arrive.
 */
export async function inboundScene(
  given: (now: () => ReturnType<ReturnType<typeof standingWorld>['now']>) => Promise<Table> = memory,
) {
  const world = standingWorld();
  const table = await given(world.now);
  await table.commit([{ kind: 'settings', value: settings }]);
  await table.commit([{ kind: 'visitor', value: visitor() }]);
  const hello = { ...byVisitor, channel: 'messaging', text: 'Hello', clientMessageId: 'hello' } as never;
  const { conversation } = await start(world, table, { visitorId: 'vera' as VisitorId, draft: hello });
  const { id } = conversation;
  const address = replyAddress(conversation.replyToken, replyDomain);
  const answer = (text: string) =>
    post(world, table, { conversationId: id, draft: { author: ada, channel: 'messaging', text } });
  await answer('Yes, it is.');
  world.advance(10);

  const sent: OutgoingMail[] = [];
  const ring = (conversationId: ConversationId, episode: number, arm = 1) =>
    checkUnread(
      world,
      {
        table,
        mail: {
          send: (mail) => {
            sent.push(mail);
            const bare = sesId.replace(/.$/, String(sent.length - 1));
            return Promise.resolve({ kind: 'accepted', sesId: bare, messageId: `<${bare}@email.amazonses.com>` });
          },
        },
        files: { put: () => Promise.resolve(), get: () => Promise.resolve(undefined) },
        attachments: { get: () => Promise.resolve(undefined) },
        identity: { fromAddress: 'support@mail.example.com', replyDomain, publicUrl: 'https://chat.example.com' },
      },
      { conversationId, episode, arm },
    );
  await ring(id, 1);

  /** Files by key, as text. */
  const files = new Map<string, string>();
  const raw = new Map<string, Buffer>();
  /** What was noted for an alarm to ring. */
  const counted: object[] = [];
  const ports: InboundPorts = {
    table,
    mails: { get: (key) => Promise.resolve(raw.get(key)) },
    files: {
      put: (key, body) => {
        files.set(key, Buffer.from(body).toString());
        return Promise.resolve();
      },
    },
    answers: { send: () => Promise.reject(new Error('Only the canary is answered')) },
    count: (metric, ids) => counted.push({ ...metric, ...ids }),
    replyDomain,
    fromAddress: 'support@mail.example.com',
  };
  let arrivals = 0;

  /** Has a raw mail arrive. */
  const arriveRaw = async (mail: Buffer, arrival: Partial<Arrival> = {}): Promise<void> => {
    const delivered = `inbound${String((arrivals += 1))}`;
    const mailKey = arrival.mailKey ?? `inbound/${delivered}`;
    raw.set(mailKey, mail);
    await receive(world, ports, {
      sesId: delivered,
      mailKey,
      envelopeFrom: 'vera@example.org',
      recipients: [address],
      verdicts: passed,
      receivedAt: world.now(),
      ...arrival,
    });
  };

  return {
    world,
    table,
    id,
    address,
    answer,
    ring,
    sent,
    files,
    counted,
    ports,
    arriveRaw,
    /** Has a mail arrive for the conversation's reply address, from the visitor, unless it says otherwise. */
    arrive: async (mail: Mail.Options = {}, arrival: Partial<Arrival> = {}): Promise<void> => {
      const message = {
        from: 'Vera <vera@example.org>',
        to: address,
        subject: 'Re: Your question',
        text: 'Thank you!',
        ...mail,
      };
      await arriveRaw(await new MailComposer(message).compile().build(), arrival);
    },
    /** What came into the conversation by mail. */
    received: async (): Promise<readonly Message[]> =>
      (await table.messages(id, { after: seq(2), limit: 100 })).filter(({ channel }) => channel === 'email'),
    kept: async (state: KeptMail['state']): Promise<readonly KeptMail[]> =>
      (await table.keptMails(state, { limit: 100 })).mails,
  };
}

function memory(now: Parameters<typeof inMemoryTable>[0]['now']): Promise<Table> {
  return Promise.resolve(inMemoryTable({ now, company }));
}
