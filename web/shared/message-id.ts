/** A new `clientMessageId`: sending it again gives back the first result instead of a second message. */
export function newMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
