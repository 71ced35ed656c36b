import { headerOf } from './mail.ts';
import type { Mail, MailPart } from './mail.ts';

/** What a bounce or a complaint is about. */
export interface DeliveryReport {
  /** Whose mailbox it was, lower case. */
  readonly recipient: string | undefined;
  /** RFC 3464: only `failed` is final; `delayed` is still being tried. */
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded' | undefined;
  /** Enhanced status code, RFC 3463: `5.1.1`. 4.x.x may pass, 5.x.x will not. */
  readonly status: string | undefined;
  /** Message-IDs of the mail that is reported, with angle brackets. */
  readonly originalIds: readonly string[];
}

const reports = new Set(['message/delivery-status', 'message/global-delivery-status', 'message/feedback-report']);
const originals = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers']);

/** Reads the machine-readable parts of a report; where a server sends none, what its text says. */
export function deliveryReportOf(mail: Mail): DeliveryReport {
  const fields = mail.parts
    .filter((part) => reports.has(part.contentType))
    .map(textOf)
    .join('\n');
  const text = fields === '' ? (mail.text ?? '').slice(0, 20_000) : fields;
  const recipient =
    fieldOf(fields, 'final-recipient') ?? fieldOf(fields, 'original-recipient') ?? fieldOf(fields, 'original-rcpt-to');
  const returned = mail.parts
    .filter((part) => originals.has(part.contentType))
    .map(textOf)
    .join('\n');
  return {
    recipient: addressIn(recipient ?? headerOf(mail, 'x-failed-recipients') ?? ''),
    action: actionOf(fieldOf(fields, 'action')),
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fieldOf(fields, 'status') ?? text)?.[0],
    originalIds: idsIn(returned === '' ? text : returned),
  };
}

function textOf(part: MailPart): string {
  return new TextDecoder().decode(part.content.subarray(0, 50_000));
}

function fieldOf(fields: string, name: string): string | undefined {
  return new RegExp(`^${name}[ \\t]{0,5}:[ \\t]{0,50}([^\\r\\n]{1,500})`, 'im').exec(fields)?.[1];
}

/** `rfc822;<ada@example.com>` and `ada@example.com` alike. */
function addressIn(field: string): string | undefined {
  return /[^\s<>;,"]{1,64}@[^\s<>;,"]{1,255}/.exec(field)?.[0].toLowerCase();
}

function actionOf(field: string | undefined): DeliveryReport['action'] {
  const action = field?.trim().toLowerCase();
  return (['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const).find(
    (known) => action?.startsWith(known) === true,
  );
}

function idsIn(headers: string): readonly string[] {
  return [...headers.matchAll(/^(?:message-id|original-message-id)[ \t]{0,5}:\s{0,20}(<[^<>\s]{1,500}>)/gim)]
    .slice(0, 20)
    .flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}
