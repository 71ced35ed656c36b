/** A new `clientMessageId` of 128 random bits: sending it again gives back the first result instead of a second message. */
export function newMessageId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
}
