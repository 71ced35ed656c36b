import type { LinkToken, TokenPurpose } from '../conversation/records.ts';
import type { Table } from '../ports.ts';

/**
 * A link of an e-mail, also when it has expired. Of a conversation that a login brought along since, it is that of whom it
 * went to: as long as he has the address that both had then.
 */
export async function presentLink(
  table: Pick<Table, 'linkToken' | 'conversation'>,
  purpose: TokenPurpose,
  token: string,
): Promise<LinkToken | undefined> {
  const link = await table.linkToken(purpose, token);
  if (link === undefined) return undefined;
  const { visitorId = link.visitorId, broughtAlong } = (await table.conversation(link.conversationId)) ?? {};
  const isOfBefore = broughtAlong?.from === link.visitorId && link.addressVersion >= broughtAlong.emailSince;
  return isOfBefore ? { ...link, visitorId, addressVersion: broughtAlong.addressVersion } : link;
}
