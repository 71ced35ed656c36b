import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A request of SendEmail as it arrived, with the id that was answered. */
export interface SentMail {
  readonly MessageId: string;
  readonly request: SendEmailRequest;
}

export interface SendEmailRequest {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly ReplyToAddresses?: readonly string[];
  readonly ConfigurationSetName?: string;
  readonly EmailTags?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Content: {
    readonly Simple?: {
      readonly Subject: { readonly Data: string };
      readonly Body: { readonly Text: { readonly Data: string }; readonly Html: { readonly Data: string } };
      readonly Attachments?: readonly { readonly FileName: string }[];
      readonly Headers?: readonly { readonly Name: string; readonly Value: string }[];
    };
  };
}

export interface Ses {
  readonly url: string;
  readonly sent: readonly SentMail[];
  /** Refuses the next SendEmail as SES does, with the type of its error. */
  readonly refuseNext: (type: string, message: string) => void;
  readonly stop: () => Promise<void>;
}

interface Behind {
  readonly host: string;
  readonly port: number;
  /** Read when it is first needed. */
  readonly certificate: () => Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders | OutgoingHttpHeaders;
  readonly body: Buffer;
}

/**
 * SES before the emulator's own, which drops headers and tags of a mail: whatever that lets through is kept whole, and answered with
 * an id of SES's form. All other calls pass through.
 */
export async function startSes(behind: Behind): Promise<Ses> {
  const sent: SentMail[] = [];
  const refusals: { readonly type: string; readonly message: string }[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      const body = Buffer.concat(parts);
      const isMail = incoming.method === 'POST' && incoming.url === '/v2/email/outbound-emails';
      const refusal = isMail ? refusals.shift() : undefined;
      const answer =
        refusal === undefined
          ? await pass(behind, incoming.method ?? 'GET', incoming.url ?? '/', incoming.headers, body)
          : json(400, { message: refusal.message }, { 'x-amzn-errortype': refusal.type });
      if (!isMail || answer.status !== 200) {
        outgoing.writeHead(answer.status, answer.headers).end(answer.body);
        return;
      }
      const mail = { MessageId: newMessageId(), request: JSON.parse(body.toString()) as SendEmailRequest };
      sent.push(mail);
      const accepted = json(200, { MessageId: mail.MessageId });
      outgoing.writeHead(accepted.status, accepted.headers).end(accepted.body);
    })().catch((error: unknown) => outgoing.writeHead(502).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    refuseNext: (type, message) => refusals.push({ type, message }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pass(
  { host, port, certificate }: Behind,
  method: string,
  path: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const through = request({ host, port, ca: certificate(), method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 502, headers: response.headers, body: Buffer.concat(parts) }),
      );
      response.once('error', reject);
    });
    through.once('error', reject).end(body);
  });
}

function json(status: number, value: unknown, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** As SES makes them: 16 hexadecimal digits, a UUID and six zeros. */
function newMessageId(): string {
  return `0100${randomBytes(6).toString('hex')}-${randomUUID()}-000000`;
}
