import { cut } from '../cut.ts';

/**
 * SES refuses a mailbox of more bytes, its name counted as it is encoded. It is in no page of its documentation; the answer is
 * "Address length is more than 320 bytes long".
 */
const longestMailbox = 320;

/**
 * `name <address>` as SES takes it in FromEmailAddress: a name outside ASCII must be encoded-words (RFC 2047), any other is a
 * quoted string, so that commas, parentheses and dots in it do no harm. Of a name too long as much as fits, which may be none.
 */
export function mailbox(name: string, address: string): string {
  const room = longestMailbox - address.length - ' <>'.length;
  for (let clean = cut(oneLine(name), 120).trim(); clean !== ''; clean = cut(clean, clean.length - 1).trim()) {
    const shown = isAscii(clean) ? quoted(clean) : encodedWords(clean);
    if (shown.length <= room) return `${shown} <${address}>`;
  }
  return address;
}

/** Without line breaks and control characters, which would end a header and begin another. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** UTF-8 encoded-words of at most 75 characters each, split between characters. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let chunk = '';
  for (const character of text) {
    // 45 bytes become 60 characters of base64, and `=?UTF-8?B?` with `?=` takes 12 more.
    if (Buffer.byteLength(chunk + character) > 45) {
      words.push(chunk);
      chunk = '';
    }
    chunk += character;
  }
  words.push(chunk);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
