import { AwsError } from '../aws/service.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';

export interface MessageHeader {
  readonly name: string;
  readonly value: string;
}

/** SES writes these itself, or has fields of its own for them (API reference, SendEmail, Message, Headers). */
const forbidden = new Set([
  'bcc',
  'cc',
  'content-disposition',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'return-path',
  'subject',
  'to',
]);

/** May stand there once (developer guide, "Amazon SES header fields"). */
const once = new Set([
  'accept-language',
  'auto-submitted',
  'content-language',
  'in-reply-to',
  'list-help',
  'list-id',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'precedence',
  'references',
  'sender',
  'thread-index',
  'thread-topic',
]);

/**
 * The headers of a simple message. Throws the AwsError of SES: names are printable ASCII without a colon, up to 126
 * characters; values printable ASCII, up to 995, and up to 996 with the name. At most 15.
 */
export function headersFrom(value: Json | undefined): MessageHeader[] {
  const headers = listOf(value)
    .map(objectOf)
    .map((header) => ({ name: textOf(header.Name) ?? '', value: textOf(header.Value) ?? '' }));
  if (headers.length > 15) throw refused('Too many headers');
  const seen = new Set<string>();
  for (const header of headers) {
    const key = header.name.toLowerCase();
    if (!/^[\x21-\x39\x3b-\x7e]{1,126}$/.test(header.name)) throw refused(`Invalid header name: ${header.name}`);
    if (forbidden.has(key)) throw refused(`Header is not allowed: ${header.name}`);
    if (!/^[\x20-\x7e]{1,995}$/.test(header.value)) throw refused(`Invalid value of header ${header.name}`);
    if (header.name.length + header.value.length > 996) throw refused(`Header is too long: ${header.name}`);
    if (once.has(key) && seen.has(key)) throw refused(`Duplicate header: ${header.name}`);
    seen.add(key);
  }
  return headers;
}

function refused(message: string): AwsError {
  return new AwsError(400, 'BadRequestException', message);
}
