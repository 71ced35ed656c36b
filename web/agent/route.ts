/** What the page shows besides the queue. */
export type Route =
  | { readonly page: 'queue' }
  | { readonly page: 'conversation'; readonly id: string }
  | { readonly page: 'mail'; readonly id?: string };

/** What a page address such as `/agent#/conversations/abc` leads to; the queue if it is none of ours. */
export function routeOf(hash: string): Route {
  const [, place, part] = /^#\/(conversations|mail)(?:\/([^/]+))?$/u.exec(hash) ?? [];
  const id = part === undefined ? undefined : decoded(part);
  if (place === 'mail') return id === undefined ? { page: 'mail' } : { page: 'mail', id };
  return place === undefined || id === undefined ? { page: 'queue' } : { page: 'conversation', id };
}

/** The address of a conversation, or of the queue alone. */
export function addressOf(conversationId: string | undefined): string {
  return conversationId === undefined ? '#/' : `#/conversations/${encodeURIComponent(conversationId)}`;
}

/** The address of a kept mail, or of their list. */
export function mailAddressOf(mailId: string | undefined): string {
  return mailId === undefined ? '#/mail' : `#/mail/${encodeURIComponent(mailId)}`;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
