/**
 * What belongs to the canary is known by its id alone, wherever it turns up: no id of a conversation or visitor has a hyphen
 * but those that begin so.
 */
const mark = 'canary-';

/** The id of a conversation or visitor of the canary's. `token` is what `Random.token` gives. */
export function canaryId(token: string): string {
  return `${mark}${token}`;
}

/** Whether a conversation or visitor is the canary's. */
export function isCanary(id: string): boolean {
  return id.startsWith(mark);
}

/** Where the canary gets its mail. Nobody can guess its token, so nobody can give the address as their own. */
export function canaryAddress(token: string, replyDomain: string): string {
  return `canary.${token}@${replyDomain}`;
}

/** The token in such an address; undefined for any other address. */
export function canaryTokenIn(address: string, replyDomain: string): string | undefined {
  const [local = '', domain, ...more] = address.trim().toLowerCase().split('@');
  if (domain !== replyDomain.toLowerCase() || more.length > 0) return undefined;
  return /^canary\.([a-z0-9]{16,60})$/.exec(local)?.[1];
}
