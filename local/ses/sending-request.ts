import { AwsError } from '../aws/service.ts';
import { isObject, listOf, objectOf, textOf, textsOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { domainOf, mailAddress } from './mail-address.ts';
import type { MailAddress } from './mail-address.ts';
import { headersFrom } from './message-headers.ts';
import type { MessageHeader } from './message-headers.ts';

/** SendEmail's input, checked. */
export interface SendingRequest {
  readonly from: MailAddress | undefined;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly configurationSet: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly content: SimpleContent | RawContent;
}

export interface SimpleContent {
  readonly kind: 'simple';
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly headers: readonly MessageHeader[];
  readonly attachments: readonly MailAttachment[];
}

export interface RawContent {
  readonly kind: 'raw';
  readonly data: Buffer;
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string | undefined;
  readonly content: Buffer;
  readonly inline: boolean;
  readonly contentId: string | undefined;
}

export const mostRecipients = 50;

/**
 * Reads SendEmail's input and checks what can be checked without knowing the account. Throws the AwsError of SES.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function sendingRequest(input: JsonObject): SendingRequest {
  const destination = objectOf(input.Destination);
  const [to, cc, bcc] = ['ToAddresses', 'CcAddresses', 'BccAddresses'].map((name) => addresses(destination[name]));
  const from = textOf(input.FromEmailAddress);
  const request: SendingRequest = {
    from: from === undefined ? undefined : address(from),
    to: to ?? [],
    cc: cc ?? [],
    bcc: bcc ?? [],
    replyTo: addresses(input.ReplyToAddresses),
    configurationSet: textOf(input.ConfigurationSetName),
    tags: tagsFrom(input.EmailTags),
    content: contentFrom(objectOf(input.Content)),
  };
  const recipients = request.to.length + request.cc.length + request.bcc.length;
  if (recipients > mostRecipients) throw refused('Recipient count exceeds 50.');
  if (request.content.kind === 'simple') {
    if (recipients === 0) throw refused('Missing required field: Destination');
    if (request.from === undefined) throw refused('Missing required field: FromEmailAddress');
  }
  return request;
}

function refused(message: string): AwsError {
  return new AwsError(400, 'BadRequestException', message);
}

function addresses(value: Json | undefined): MailAddress[] {
  return textsOf(value).map(address);
}

function address(text: string): MailAddress {
  const parsed = mailAddress(text);
  if (parsed === undefined) throw refused(`Invalid email address: ${text}`);
  // Not documented; SES counts the name as it is encoded.
  if (text.length > 320) throw refused(`Address length is more than 320 bytes long: '${text}'`);
  // SES refuses what no mail server can have: https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
  if (domainOf(parsed.address).length > 255) throw refused('Email address is too long');
  return parsed;
}

/** Names and values: letters, digits, `_` and `-`, at most 256 (API reference, MessageTag). */
function tagsFrom(value: Json | undefined): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const tag of listOf(value).map(objectOf)) {
    const [name = '', content = ''] = [textOf(tag.Name), textOf(tag.Value)];
    for (const part of [name, content]) {
      if (!/^[A-Za-z0-9_-]{1,256}$/.test(part)) throw refused(`Invalid email tag: ${name}=${content}`);
    }
    tags[name] = content;
  }
  if (Object.keys(tags).length > 50) throw refused('Too many email tags');
  return tags;
}

function contentFrom(content: JsonObject): SimpleContent | RawContent {
  const { Simple: simple, Raw: raw } = content;
  if (isObject(raw)) return { kind: 'raw', data: Buffer.from(textOf(raw.Data) ?? '', 'base64') };
  if (!isObject(simple)) throw refused('Content must be Simple or Raw: templates are not emulated');
  const subject = textOf(objectOf(simple.Subject).Data);
  if (subject === undefined) throw refused('Missing required field: Subject');
  if (/[\r\n]/.test(subject)) throw refused('Invalid subject');
  const body = objectOf(simple.Body);
  const [text, html] = [body.Text, body.Html].map((part) => textOf(objectOf(part).Data));
  if (text === undefined && html === undefined) throw refused('Missing required field: Body');
  return {
    kind: 'simple',
    subject,
    text,
    html,
    headers: headersFrom(simple.Headers),
    attachments: listOf(simple.Attachments).map((attachment) => attachmentFrom(objectOf(attachment))),
  };
}

/** Lengths are those of the API reference, Attachment. */
function attachmentFrom(attachment: JsonObject): MailAttachment {
  const [filename, contentType] = [attachment.FileName, attachment.ContentType].map(textOf);
  if (filename === undefined) throw refused('Missing required field: FileName');
  if (filename.length > 255) throw refused('FileName is too long');
  if (contentType !== undefined && !/^.{1,78}$/.test(contentType)) throw refused('Invalid ContentType');
  return {
    filename,
    contentType,
    content: Buffer.from(textOf(attachment.RawContent) ?? '', 'base64'),
    inline: attachment.ContentDisposition === 'INLINE',
    contentId: textOf(attachment.ContentId),
  };
}
