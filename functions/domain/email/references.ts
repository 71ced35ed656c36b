import { deliveryReportOf } from './delivery-report.ts';
import type { Mail } from './mail.ts';
import { conversationIn, replyTokenIn } from './reply-address.ts';

/** Something in a mail that may lead to its conversation. */
export type Trace =
  | { readonly kind: 'reply-token'; readonly token: string }
  /** The bare id by which SES accepted one of our mails. */
  | { readonly kind: 'ses-id'; readonly id: string }
  | { readonly kind: 'conversation'; readonly conversationId: string };

/** Headers in which clients, lists and forwarders say for whom the mail was. */
const recipientHeaders = (
  'to cc bcc delivered-to x-original-to x-forwarded-to envelope-to x-envelope-to x-gm-original-to resent-to resent-cc x-forwarded-for ' +
  'x-rcpt-to x-real-to x-resolved-to apparently-to original-recipient x-apple-original-to received'
).split(' ');

/** A References header of a long thread; more of it is not read. */
const mostIds = 50;
const longestHeader = 20_000;

/**
 * Every trace of a conversation in a mail, the surest first: the token in the envelope, the token in any recipient header, SES ids in
 * In-Reply-To and References (newest first; iOS Mail sends nothing else), our root id, and for reports the mail they return.
 */
export function tracesIn(mail: Mail, envelopeRecipients: readonly string[], replyDomain: string): readonly Trace[] {
  const ids = referredIds(mail);
  const traces: Trace[] = [
    ...envelopeRecipients.flatMap((address) => tokensIn(address, replyDomain)),
    ...recipientHeaders.flatMap((name) => headersNamed(mail, name).flatMap((value) => tokensIn(value, replyDomain))),
    ...ids.flatMap(sesIdsIn),
    ...ids.flatMap((id) => {
      const conversationId = conversationIn(id, replyDomain);
      return conversationId === undefined ? [] : [{ kind: 'conversation' as const, conversationId }];
    }),
  ];
  const seen = new Set<string>();
  return traces.filter((trace) => {
    const key = JSON.stringify(trace);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Subjects of replies, in the words of common mail programs. */
const replySubject = /^\s*(?:re|aw|antw|antwort|sv|vs|ref|rif|res|odp|ynt|رد)\s{0,3}(?:\[\d{1,3}\]\s{0,3})?:/i;

/** Whether a mail that a person wrote has anything that only answers have, be it ours or not what it answers. */
export function answersSomething(mail: Mail, envelopeRecipients: readonly string[], replyDomain: string): boolean {
  const isThreaded = ['in-reply-to', 'references'].some((name) =>
    headersNamed(mail, name).some((value) => value !== ''),
  );
  return isThreaded || replySubject.test(mail.subject) || tracesIn(mail, envelopeRecipients, replyDomain).length > 0;
}

function tokensIn(text: string, replyDomain: string): readonly Trace[] {
  const addresses = text.slice(0, longestHeader).match(/[^\s<>,;:"'()[\]]{1,100}@[^\s<>,;:"'()[\]]{1,255}/g) ?? [];
  return addresses.flatMap((address) => {
    const token = replyTokenIn(address, replyDomain);
    return token === undefined ? [] : [{ kind: 'reply-token' as const, token }];
  });
}

/** In-Reply-To, then References from its end. Exchange and iOS separate ids by commas, others leave the angle brackets out. */
function referredIds(mail: Mail): readonly string[] {
  const inReplyTo = headersNamed(mail, 'in-reply-to').flatMap(idsIn);
  const references = headersNamed(mail, 'references').flatMap(idsIn).reverse();
  const reported = mail.parts.length === 0 ? [] : deliveryReportOf(mail).originalIds.map((id) => id.slice(1, -1));
  return [...inReplyTo.slice(0, mostIds), ...references.slice(0, mostIds), ...reported];
}

function idsIn(value: string): readonly string[] {
  return value.slice(-longestHeader).match(/[^\s<>,;"]{1,400}@[^\s<>,;"]{1,400}/g) ?? [];
}

/** By the local part alone: the domain after it differs from region to region. */
function sesIdsIn(id: string): readonly Trace[] {
  const pattern =
    /^([0-9a-f]{16}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d{6})@(?:[a-z0-9-]{1,40}\.)?amazonses\.com$/i;
  const bare = pattern.exec(id)?.[1]?.toLowerCase();
  return bare === undefined ? [] : [{ kind: 'ses-id', id: bare }];
}

function headersNamed(mail: Mail, name: string): readonly string[] {
  return mail.headers
    .filter((header) => header.name === name)
    .map((header) => header.value)
    .slice(0, 100);
}
