/** Where the mail as sent is kept in the mail bucket. */
export function sentMailKey(
  conversationId: string,
  { episode, attempt }: { readonly episode: number; readonly attempt: number },
): string {
  return `outbound/${conversationId}/${episode}-${attempt}.json`;
}
