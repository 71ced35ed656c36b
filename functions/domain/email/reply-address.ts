/**
 * What leads a reply back to its conversation. The token in the Reply-To address is the first key, because the address is what
 * every mail client keeps; ids in In-Reply-To and References are the others.
 */

/** 26 characters of base32 today; other lengths are let through so that the table decides what exists. */
const token = /^[a-z0-9]{16,60}$/;

/** `r.<token>@<reply domain>`. No plus sign in it: forms and forwarders strip or refuse what follows one. */
export function replyAddress(replyToken: string, replyDomain: string): string {
  return `r.${replyToken}@${replyDomain}`;
}

/**
 * The token in an address of the reply domain. Clients and forwarders change case, wrap the address in angle brackets, add a
 * label after a plus sign or end the domain with a dot; all of that is forgiven.
 */
export function replyTokenIn(address: string, replyDomain: string): string | undefined {
  const bare = address.slice(address.lastIndexOf('<') + 1).trim();
  const at = bare.lastIndexOf('@');
  if (at < 0 || bare.length > 320) return undefined;
  const domain = bare.slice(at + 1).toLowerCase();
  const wanted = replyDomain.toLowerCase();
  if (![wanted, `${wanted}.`, `${wanted}>`].includes(domain)) return undefined;
  const local = bare.slice(0, at).replace(/^["']/, '').replace(/["']$/, '').toLowerCase();
  if (!/^r[.+]/.test(local)) return undefined;
  const candidate = local.slice(2).split('+', 1)[0] ?? '';
  return token.test(candidate) ? candidate : undefined;
}

/**
 * The Message-ID that SES puts on a mail it accepted as `bareId`. SES replaces whatever id it is given; the domain differs in
 * its oldest region.
 */
export function sesMessageId(bareId: string, region: string): string {
  return `<${bareId}@${region === 'us-east-1' ? 'email' : region}.amazonses.com>`;
}

/** The id of a mail that never was: it stands first in References of every mail and so holds the thread together. */
export function conversationRootId(conversationId: string, replyDomain: string): string {
  return `<c.${conversationId}@${replyDomain}>`;
}

/** The conversation named by a root id, with or without its angle brackets. */
export function conversationIn(messageId: string, replyDomain: string): string | undefined {
  const bare = messageId.trim().replace(/^</, '').replace(/>$/, '');
  const suffix = `@${replyDomain.toLowerCase()}`;
  if (!bare.toLowerCase().endsWith(suffix) || !/^c\./i.test(bare)) return undefined;
  const conversationId = bare.slice(2, -suffix.length);
  return /^[\w-]{1,64}$/.test(conversationId) ? conversationId : undefined;
}
