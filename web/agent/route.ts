/** The conversation of a page address such as `/agent#/conversations/abc`, if it names one. */
export function conversationIn(hash: string): string | undefined {
  const id = /^#\/conversations\/([^/]+)$/u.exec(hash)?.[1];
  if (id === undefined) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** The address of a conversation, or of the queue alone. */
export function addressOf(conversationId: string | undefined): string {
  return conversationId === undefined ? '#/' : `#/conversations/${encodeURIComponent(conversationId)}`;
}
