/** What Windows puts at 0x80 to 0x9F of windows-1252. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** The upper half of code page 850, which DOS programs and some scanners still send. */
const codePage850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** What becomes of a charset label before the parser sees it. */
export type CharsetPlan =
  /** The parser knows it. */
  | { readonly kind: 'known' }
  /** Taken for UTF-8 if the bytes allow, else for windows-1252: unknown labels, and ASCII with other bytes in it. */
  | { readonly kind: 'guess' }
  | { readonly kind: 'other-name'; readonly name: string }
  /** Read byte by byte and decoded here. */
  | { readonly kind: 'own'; readonly decode: (text: string) => string };

/** Labels that Node's TextDecoder lacks or that hide another encoding. */
export function planFor(label: string): CharsetPlan {
  const name = label.trim().toLowerCase();
  if (/^(?:us-?ascii|ascii|ansi_x3\.4-19\d\d|646|unknown-8bit|x-unknown|default|binary|7bit|8bit)$/.test(name))
    return { kind: 'guess' };
  if (/^(?:x-|cs)?utf-?8(?:mb[34])?$/.test(name)) return { kind: 'other-name', name: 'utf-8' };
  if (/utf-?7$/.test(name)) return { kind: 'own', decode: utf7Decoded };
  if (/^(?:cp|ibm|csibm|x-cp)?-?(?:850|858|00858)$/.test(name)) return { kind: 'own', decode: codePage850Decoded };
  // The letters of Romanian stand at the same places in both, as far as a reader sees.
  if (/^(?:iso-?8859-16|l10|latin10)$/.test(name)) return { kind: 'other-name', name: 'iso-8859-2' };
  return isDecodable(name) ? { kind: 'known' } : { kind: 'guess' };
}

/** Whether a label names what Western Europe's old mail is in. UTF-8 under that name is seen at its two or more bytes. */
export function isWestern(label: string): boolean {
  return /^(?:iso-?8859-1|latin-?1|windows-1252|cp1252|us-ascii)$/i.test(label.trim());
}

/**
 * Puts curly quotes and the euro sign where Node decodes windows-1252 as control characters (nodejs/node#56542: all 20.x from
 * 20.18.3). No mail has those control characters on purpose, so it is done to every text.
 */
export function withoutControls(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => windows1252.charAt(control.charCodeAt(0) - 0x80));
}

/** The bytes of a text that was decoded as windows-1252, by whichever Node; undefined if it was not. */
function westernBytes(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const byte = code <= 0xff ? code : 0x80 + windows1252.indexOf(text.charAt(index));
    if (byte < 0x80 && code > 0xff) return undefined;
    bytes[index] = byte;
  }
  return bytes;
}

/** How the two or more bytes of a character in UTF-8 look as windows-1252. */
const doubleDecoded = new RegExp(`[\\xc2-\\xf4][\\x80-\\xbf${windows1252}]`);

/** UTF-8 that was labelled as a Western charset, read again; any other text as it is. */
export function withoutDoubleDecoding(text: string): string {
  if (!doubleDecoded.test(text)) return text;
  const bytes = westernBytes(text);
  if (bytes === undefined) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

function codePage850Decoded(text: string): string {
  const bytes = westernBytes(text);
  if (bytes === undefined) return text;
  return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : codePage850.charAt(byte - 0x80))).join(
    '',
  );
}

/** RFC 2152: `+` begins UTF-16 in base64, which ends at the first character that is none of it. */
function utf7Decoded(text: string): string {
  return text.replace(/\+([A-Za-z0-9+/]{0,10000})-?/g, (_, encoded: string) => {
    if (encoded === '') return '+';
    const bytes = Buffer.from(encoded, 'base64');
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le');
  });
}

function isDecodable(name: string): boolean {
  const alias = name.replace(/^(?:x-ms-|x-|cs)/, '');
  const codePage = /^(?:cp|windows|ms|ibm)-?(?:932|936|949|950|874|51932|5022[012])$/.test(alias);
  // Spellings that the parser maps to what TextDecoder knows, beside those that TextDecoder knows.
  if (
    codePage ||
    /^(?:shift_?jis|windows-31j|euc-?jp|iso-?2022-?jp(?:-[12])?|junet|euc-?kr|uhc|tis-?620|ms_?kanji)$/.test(alias)
  )
    return true;
  if (/^iso-8859-8-[ie]$/.test(alias)) return true;
  return [name, alias].some((label) => {
    try {
      return new TextDecoder(label).encoding !== '';
    } catch {
      return false;
    }
  });
}
