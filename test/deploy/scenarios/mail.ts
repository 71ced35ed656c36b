import { randomBytes, randomUUID } from 'node:crypto';
import { stackName } from '../deployment/cdk.ts';
import type { Deployed } from '../deployment/deployed.ts';
import { account, region } from '../emulator/emulator.ts';
import type { SentMail } from '../emulator/ses.ts';

type Verdict = 'PASS' | 'FAIL' | 'GRAY';

export interface ReceivedMail {
  readonly from: string;
  /** The address in the envelope. */
  readonly to: string;
  readonly raw: string;
  readonly dmarc?: Verdict;
}

/** What SES does with a mail to the reply domain: the receipt rule stores it and then invokes the function. */
export async function receive(stack: Deployed, { from, to, raw, dmarc = 'PASS' }: ReceivedMail): Promise<void> {
  const messageId = randomBytes(20).toString('hex');
  const bucket = stack.physicalId('AWS::S3::Bucket', /Mail/);
  const stored = await stack.rest('s3', 'PUT', `/${bucket}/inbound/${messageId}`, raw);
  if (stored.status !== 200) throw new Error(`The raw mail was not stored: ${stored.body.toString()}`);
  await stack.invoke('receive-email', receiptEvent({ messageId, from, to, raw, dmarc }), 'Event');
}

/** https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html */
export function receiptEvent(mail: Required<ReceivedMail> & { readonly messageId: string }): object {
  const { messageId, from, to, raw, dmarc } = mail;
  const timestamp = new Date().toISOString();
  const headers = (raw.split('\r\n\r\n')[0] ?? '').split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
  const header = (name: string) => headers.find((one) => one.name.toLowerCase() === name)?.value;
  const passed = { status: 'PASS' };
  return {
    Records: [
      {
        eventSource: 'aws:ses',
        eventVersion: '1.0',
        ses: {
          mail: {
            timestamp,
            source: from,
            messageId,
            destination: [to],
            headersTruncated: false,
            headers,
            commonHeaders: {
              returnPath: from,
              from: [header('from')],
              to: [to],
              messageId: header('message-id'),
              subject: header('subject'),
            },
          },
          receipt: {
            timestamp,
            processingTimeMillis: 400,
            recipients: [to],
            spamVerdict: passed,
            virusVerdict: passed,
            spfVerdict: passed,
            dkimVerdict: passed,
            dmarcVerdict: { status: dmarc },
            ...(dmarc === 'FAIL' ? { dmarcPolicy: 'reject' } : {}),
            action: {
              type: 'Lambda',
              functionArn: `arn:aws:lambda:${region}:${account}:function:${stackName}-receive-email`,
              invocationType: 'Event',
            },
          },
        },
      },
    ],
  };
}

/** A mail as a mail program writes it. */
export function mailOf(from: string, to: string, text: string, more: readonly string[] = []): string {
  return [
    `From: ${from}`,
    `To: ${to}`,
    'Subject: Re: Your conversation',
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${randomUUID()}@example.org>`,
    'MIME-Version: 1.0',
    ...more,
    ...(more.some((header) => header.startsWith('Content-Type')) ? [] : ['Content-Type: text/plain; charset=utf-8']),
    '',
    text,
  ].join('\r\n');
}

/** The same with a text file. */
export function mailWithFile(from: string, to: string, text: string, file: string): string {
  const parts = [
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--part',
    'Content-Type: text/plain; name="note.txt"',
    'Content-Disposition: attachment; filename="note.txt"',
    '',
    file,
    '--part--',
    '',
  ];
  return mailOf(from, to, parts.join('\r\n'), ['Content-Type: multipart/mixed; boundary=part']);
}

/** The first mail that SES took for this address, after as many as it took before. */
export async function mailTo(
  stack: Deployed,
  address: string,
  { before = 0, seconds = 60 }: { before?: number; seconds?: number } = {},
): Promise<SentMail> {
  return stack.eventually(`an e-mail to ${address}`, () => Promise.resolve(mailsTo(stack, address)[before]), seconds);
}

export function mailsTo(stack: Deployed, address: string): readonly SentMail[] {
  return stack.emulator.ses.sent.filter(({ request }) =>
    request.Destination.ToAddresses.some((to) => to.includes(address)),
  );
}

/** The address that an answer to this mail goes to. */
export function replyAddressOf({ request }: SentMail): string {
  const [address = ''] = request.ReplyToAddresses ?? [];
  return /<([^>]+)>/.exec(address)?.[1] ?? address;
}

export function headerOf({ request }: SentMail, name: string): string | undefined {
  return request.Content.Simple?.Headers?.find((header) => header.Name === name)?.Value;
}

export function textOf({ request }: SentMail): string {
  return request.Content.Simple?.Body.Text.Data ?? '';
}

const detailTypes = { Send: 'Email Sent', Delivery: 'Email Delivered', Bounce: 'Email Bounced' } as const;

/** What SES tells EventBridge of a mail. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-eventbridge.html */
export async function report(
  stack: Deployed,
  { MessageId, request }: SentMail,
  eventType: keyof typeof detailTypes,
  { configurationSet = request.ConfigurationSetName ?? '', ...more }: Record<string, unknown> = {},
): Promise<void> {
  const timestamp = new Date().toISOString();
  const tags = Object.fromEntries((request.EmailTags ?? []).map(({ Name, Value }) => [Name, [Value]]));
  const entry = {
    Source: 'aws.ses',
    DetailType: detailTypes[eventType],
    Resources: [`arn:aws:ses:${region}:${account}:configuration-set/${String(configurationSet)}`],
    Detail: JSON.stringify({
      eventType,
      mail: {
        timestamp,
        messageId: MessageId,
        source: request.FromEmailAddress,
        sendingAccountId: account,
        destination: request.Destination.ToAddresses,
        tags: { 'ses:configuration-set': [configurationSet], 'ses:operation': ['SendEmail'], ...tags },
      },
      ...more,
    }),
  };
  const answer = await stack.aws('events', 'AWSEvents.PutEvents', { Entries: [entry] });
  if (answer.FailedEntryCount !== 0) throw new Error(`The event was not taken: ${JSON.stringify(answer)}`);
}
