import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { invalidField } from './problem.ts';

const mailClients = ['gmail', 'outlook', 'apple'] as const;
export type MailClient = (typeof mailClients)[number];

/** What the mailbox page asks for. */
export interface ReplyRequest {
  readonly text: string;
  readonly client: MailClient;
  /** Address of somebody else than whom the mail was for. */
  readonly from: string | undefined;
  readonly kind: 'reply' | 'auto-reply';
  /** Whether the sender's domain vouches for the mail, or disowns it as it would a forged one. */
  readonly sender: 'genuine' | 'forged';
  readonly attachments: readonly ReplyAttachment[];
}

export interface ReplyAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Reads the body of `POST /__local/mailbox/{id}/reply`. Throws a ControlProblem that names the field. */
export function replyFrom(body: JsonObject): ReplyRequest {
  const { text, client = 'gmail', from, kind = 'reply', sender = 'genuine', attachments } = body;
  if (typeof text !== 'string') throw invalidField('text', 'a text');
  const known = mailClients.find((one) => one === client);
  if (known === undefined) throw invalidField('client', mailClients.map((one) => `"${one}"`).join(', '));
  if (kind !== 'reply' && kind !== 'auto-reply') throw invalidField('kind', '"reply" or "auto-reply"');
  if (sender !== 'genuine' && sender !== 'forged') throw invalidField('sender', '"genuine" or "forged"');
  if (from !== undefined && typeof from !== 'string') throw invalidField('from', 'an address');
  return {
    text,
    client: known,
    from: from === '' ? undefined : from,
    kind,
    sender,
    attachments: listOf(attachments).map(attachment),
  };
}

function attachment(value: Json): ReplyAttachment {
  const { filename, contentType, content } = objectOf(value);
  if (!isObject(value) || typeof filename !== 'string' || typeof content !== 'string') {
    throw invalidField('attachments', 'a list of {filename, contentType, content in base64}');
  }
  return {
    filename,
    contentType: textOf(contentType) ?? 'application/octet-stream',
    content: Buffer.from(content, 'base64'),
  };
}
