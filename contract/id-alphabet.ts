const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Characters of an id: 130 bits. */
export const idLength = 26;

/** The id that random bytes, or the bytes of a digest, give: 26 characters of `a-z2-7`. Throws RangeError for fewer bytes. */
export function idOfBytes(bytes: Uint8Array): string {
  if (bytes.length < idLength) throw new RangeError(`${bytes.length} bytes are too few for an id`);
  // A byte's lower five bits are uniform: 26 × 5 = 130 bits.
  return Array.from(bytes.subarray(0, idLength), (byte) => alphabet.charAt(byte & 31)).join('');
}
