import { DescribeActiveReceiptRuleSetCommand, SESClient } from '@aws-sdk/client-ses';
import {
  BadRequestException,
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  MessageRejected,
  NotFoundException,
  SendEmailCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { Message, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { SentMail } from '../../../local/ses/mailbox.ts';
import { messageIdHost } from '../../../local/ses/sender.ts';
import { startSmallMachine } from '../fixture/small-machine.ts';
import type { SmallMachine } from '../fixture/small-machine.ts';

let machine: SmallMachine;
let ses: SESv2Client;
beforeAll(async () => {
  machine = await startSmallMachine();
  ses = new SESv2Client(machine.clients);
});
afterAll(() => machine.remove());

const simple: Message = {
  Subject: { Data: 'Grüße', Charset: 'UTF-8' },
  Body: { Text: { Data: 'Hallo', Charset: 'UTF-8' }, Html: { Data: '<p>Hallo</p>', Charset: 'UTF-8' } },
};

function mail(
  to: string,
  message: Partial<Message> = {},
  more: SendEmailCommandInput | object = {},
): SendEmailCommandInput {
  return {
    FromEmailAddress: 'Example <support@mail.example.com>',
    Destination: { ToAddresses: [to] },
    ReplyToAddresses: ['r.token@reply.example.com'],
    ConfigurationSetName: 'ours',
    EmailTags: [{ Name: 'conversation', Value: 'c1' }],
    Content: { Simple: { ...simple, ...message } },
    ...more,
  };
}

/** Sends it and lets everything that follows happen. */
async function send(input: SendEmailCommandInput): Promise<string> {
  const { MessageId } = await ses.send(new SendEmailCommand(input));
  await machine.advance(0);
  return MessageId!;
}

async function kept(id: string): Promise<SentMail> {
  return (await (await machine.control('GET', `mailbox/${id}`)).json()) as SentMail;
}

async function raw(id: string): Promise<string> {
  return (await machine.control('GET', `mailbox/${id}/raw`)).text();
}

interface BusEvent {
  readonly 'detail-type': string;
  readonly source: string;
  readonly detail: { readonly eventType: string; readonly mail: { readonly messageId: string; readonly tags: object } };
}

async function eventsOf(id: string): Promise<BusEvent[]> {
  const events = (await machine.journal('noter')).map(({ event }) => event as unknown as BusEvent);
  return events.filter((event) => event.source === 'aws.ses' && event.detail.mail.messageId === id);
}

async function typesOf(id: string): Promise<string[]> {
  return (await eventsOf(id)).map(({ detail }) => detail.eventType);
}

describe('a mail', () => {
  test('is kept as it was composed, with an id that SES gives', async () => {
    const id = await send(mail('vera@example.org'));
    expect(id).toMatch(/^[0-9a-f]{16}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d{6}$/);
    expect(await kept(id)).toMatchObject({
      from: 'Example <support@mail.example.com>',
      to: 'vera@example.org',
      replyTo: 'r.token@reply.example.com',
      subject: 'Grüße',
      text: 'Hallo\n',
      html: '<p>Hallo</p>\n',
      headers: { 'message-id': `<${id}@email.amazonses.com>` },
    });
    expect((await (await machine.control('GET', 'mailbox')).json()) as object[]).toHaveLength(1);
  });

  test('keeps the headers that thread it, however long, and no line is longer than 998 characters', async () => {
    const references = Array.from({ length: 10 }, (_, n) => `<${'0'.repeat(60)}${n}@eu-west-1.amazonses.com>`).join(
      ' ',
    );
    const id = await send(
      mail('vera@example.org', {
        Headers: [
          { Name: 'References', Value: references },
          { Name: 'In-Reply-To', Value: '<root@reply.example.com>' },
          { Name: 'List-Unsubscribe', Value: '<https://example.com/u/1>' },
          { Name: 'Auto-Submitted', Value: 'auto-generated' },
        ],
      }),
    );
    expect((await kept(id)).headers).toMatchObject({
      references,
      'in-reply-to': '<root@reply.example.com>',
      'list-unsubscribe': '<https://example.com/u/1>',
      'auto-submitted': 'auto-generated',
    });
    expect(Math.max(...(await raw(id)).split('\r\n').map((line) => line.length))).toBeLessThan(999);
  });

  test('has the name of its sender decoded', async () => {
    const from = '=?UTF-8?Q?J=C3=BCrgen_=28Example=29?= <support@mail.example.com>';
    const id = await send(mail('vera@example.org', {}, { FromEmailAddress: from }));
    expect((await kept(id)).from).toBe('Jürgen (Example) <support@mail.example.com>');
  });

  test('carries attachments', async () => {
    const attachment = { FileName: 'a.txt', ContentType: 'text/plain', RawContent: Buffer.from('content') };
    const id = await send(mail('vera@example.org', { Attachments: [attachment] }));
    expect((await kept(id)).attachments).toEqual([{ filename: 'a.txt', contentType: 'text/plain', size: 7 }]);
  });

  test('that comes raw keeps its bytes but for Message-ID, Date and Bcc', async () => {
    const message = [
      'From: support@mail.example.com',
      'To: vera@example.org',
      'Bcc: secret@example.org',
      'Message-ID: <mine@example.com>',
      'Date: Thu, 1 Jan 1970 00:00:00 +0000',
      'X-Mine: kept',
      '',
      'Raw  body ',
      '',
    ];
    const id = await send({ Content: { Raw: { Data: Buffer.from(message.join('\r\n')) } } });
    const sent = await raw(id);
    expect(sent).toContain(`Message-ID: <${id}@email.amazonses.com>`);
    expect(sent).toContain('X-Mine: kept\r\n\r\nRaw  body \r\n');
    expect(sent).not.toMatch(/mine@example\.com|1970|secret/);
    expect((await kept(id)).recipients).toEqual(['vera@example.org', 'secret@example.org']);
  });

  test('in another Region has another host in its Message-ID', () => {
    expect(messageIdHost('eu-central-1')).toBe('eu-central-1.amazonses.com');
  });
});

describe('SES refuses', () => {
  const headers = (...Headers: { Name: string; Value: string }[]): Partial<Message> => ({ Headers });
  test.each<[string, SendEmailCommandInput]>([
    ['an address in other letters', mail('jürgen@example.org')],
    [
      'a name in other letters',
      mail('vera@example.org', {}, { FromEmailAddress: 'Jürgen <support@mail.example.com>' }),
    ],
    ['what is no address', mail('vera')],
    [
      'a sender whose name makes it too long',
      mail('vera@example.org', {}, { FromEmailAddress: `"${'a'.repeat(294)}" <support@mail.example.com>` }),
    ],
    ['nobody', mail('vera@example.org', {}, { Destination: {} })],
    [
      'too many',
      mail('', {}, { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `v${n}@example.org`) } }),
    ],
    ['a header it writes itself', mail('vera@example.org', headers({ Name: 'Message-ID', Value: '<a@b>' }))],
    ['a header name with a colon', mail('vera@example.org', headers({ Name: 'X:Y', Value: 'a' }))],
    ['a header in other letters', mail('vera@example.org', headers({ Name: 'X-A', Value: 'ä' }))],
    ['a header with a line break', mail('vera@example.org', headers({ Name: 'X-A', Value: 'a\r\nBcc: x@y.z' }))],
    ['a header that is too long', mail('vera@example.org', headers({ Name: 'X-A', Value: 'a'.repeat(996) }))],
    [
      'a header that is too long with its name',
      mail('vera@example.org', headers({ Name: 'References', Value: `<${'a'.repeat(985)}>` })),
    ],
    [
      'an attachment whose type is too long',
      mail('vera@example.org', {
        Attachments: [{ FileName: 'a', ContentType: `text/${'a'.repeat(74)}`, RawContent: Buffer.from('a') }],
      }),
    ],
    [
      'an attachment whose name is too long',
      mail('vera@example.org', { Attachments: [{ FileName: 'a'.repeat(256), RawContent: Buffer.from('a') }] }),
    ],
    [
      'a header twice that may be there once',
      mail('vera@example.org', headers({ Name: 'References', Value: '<a@b>' }, { Name: 'references', Value: '<c@d>' })),
    ],
    ['a tag with a dot', mail('vera@example.org', {}, { EmailTags: [{ Name: 'a', Value: 'b.c' }] })],
    ['a mail without a body', mail('vera@example.org', { Body: {} })],
    ['a subject with a line break', mail('vera@example.org', { Subject: { Data: 'a\nb' } })],
  ])('%s', async (_, input) => {
    const before = ((await (await machine.control('GET', 'mailbox')).json()) as object[]).length;
    await expect(ses.send(new SendEmailCommand(input))).rejects.toThrow(BadRequestException);
    expect((await (await machine.control('GET', 'mailbox')).json()) as object[]).toHaveLength(before);
  });

  test('a sender that is not verified', async () => {
    const foreign = mail('vera@example.org', {}, { FromEmailAddress: 'support@other.example.com' });
    await expect(ses.send(new SendEmailCommand(foreign))).rejects.toThrow(MessageRejected);
  });

  test('a configuration set there is not', async () => {
    const unknown = mail('vera@example.org', {}, { ConfigurationSetName: 'theirs' });
    await expect(ses.send(new SendEmailCommand(unknown))).rejects.toThrow(NotFoundException);
  });
});

describe('SES reports', () => {
  test('that a mail was sent and delivered, with its tags and those of its own', async () => {
    const id = await send(mail('vera@example.org'));
    expect(await typesOf(id)).toEqual(['Send', 'Delivery']);
    const [sent, delivered] = await eventsOf(id);
    expect(sent).toMatchObject({
      source: 'aws.ses',
      'detail-type': 'Email Sent',
      detail: {
        mail: { tags: { conversation: ['c1'], 'ses:configuration-set': ['ours'] }, destination: ['vera@example.org'] },
      },
    });
    expect(delivered).toMatchObject({
      'detail-type': 'Email Delivered',
      detail: { delivery: { recipients: ['vera@example.org'] } },
    });
  });

  test.each([
    ['bounce+x@simulator.amazonses.com', ['Send', 'Bounce']],
    ['complaint+x@simulator.amazonses.com', ['Send', 'Delivery', 'Complaint']],
    ['suppressionlist@simulator.amazonses.com', ['Send', 'Bounce']],
    ['success@simulator.amazonses.com', ['Send', 'Delivery']],
  ])('of %s: %j', async (address, types) => {
    expect(await typesOf(await send(mail(address)))).toEqual(types);
  });

  test('a permanent bounce with the address and the reason', async () => {
    const id = await send(mail('bounce@simulator.amazonses.com'));
    expect((await eventsOf(id))[1]).toMatchObject({
      'detail-type': 'Email Bounced',
      detail: {
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [{ emailAddress: 'bounce@simulator.amazonses.com', status: '5.1.1' }],
        },
      },
    });
  });

  test('nothing of a mail without a configuration set', async () => {
    const id = await send(mail('vera@example.org', {}, { ConfigurationSetName: undefined }));
    expect(await typesOf(id)).toEqual([]);
  });

  test('what one has it report later, and then suppresses the address', async () => {
    const id = await send(mail('gone@example.org'));
    await machine.control('POST', `mailbox/${id}/event`, { type: 'bounce' });
    await machine.advance(0);
    expect(await typesOf(id)).toEqual(['Send', 'Delivery', 'Bounce']);
    const suppressed = await ses.send(new GetSuppressedDestinationCommand({ EmailAddress: 'gone@example.org' }));
    expect(suppressed.SuppressedDestination).toMatchObject({ Reason: 'BOUNCE' });

    const next = await send(mail('Gone@example.org'));
    expect((await eventsOf(next))[1]).toMatchObject({
      detail: { bounce: { bounceSubType: 'OnAccountSuppressionList' } },
    });
    await ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'gone@example.org' }));
    expect(await typesOf(await send(mail('gone@example.org')))).toEqual(['Send', 'Delivery']);
  });

  test('a mailbox that is full, which suppresses nothing', async () => {
    const id = await send(mail('full@example.org'));
    await machine.control('POST', `mailbox/${id}/event`, { type: 'soft-bounce' });
    await machine.advance(0);
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      detail: { bounce: { bounceType: 'Transient', bouncedRecipients: [{ action: 'failed', status: '4.2.2' }] } },
    });
    expect(await typesOf(await send(mail('full@example.org')))).toEqual(['Send', 'Delivery']);
  });
});

describe('SES shows', () => {
  test('an identity of the template as verified, and no other', async () => {
    expect(await ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'mail.example.com' }))).toMatchObject({
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS' },
    });
    await expect(ses.send(new GetEmailIdentityCommand({ EmailIdentity: 'other.example.com' }))).rejects.toThrow(
      NotFoundException,
    );
  });

  test('the account as out of the sandbox', async () => {
    const account = await ses.send(new GetAccountCommand({}));
    expect(account).toMatchObject({ ProductionAccessEnabled: true, SendingEnabled: true });
    expect(account.SendQuota?.SentLast24Hours).toBeGreaterThan(0);
  });

  test('the configuration set and where its events go', async () => {
    const name = { ConfigurationSetName: 'ours' };
    expect(await ses.send(new GetConfigurationSetCommand(name))).toMatchObject(name);
    const { EventDestinations } = await ses.send(new GetConfigurationSetEventDestinationsCommand(name));
    expect(EventDestinations).toMatchObject([
      { Name: 'bus', Enabled: true, MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT'] },
    ]);
  });

  test('the active receipt rules', async () => {
    const client = new SESClient(machine.clients);
    const { Metadata, Rules } = await client.send(new DescribeActiveReceiptRuleSetCommand({}));
    expect(Metadata?.Name).toBe('inbound');
    expect(Rules).toMatchObject([
      {
        Name: 'replies',
        Enabled: true,
        Recipients: ['reply.example.com'],
        Actions: [
          { S3Action: { BucketName: 'mail', ObjectKeyPrefix: 'inbound/' } },
          { LambdaAction: { FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:noter' } },
        ],
      },
    ]);
  });
});
