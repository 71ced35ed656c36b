import { isUtf8 } from 'node:buffer';
import { isWestern, planFor, withoutControls } from './charset.ts';
import { contentTypeHeaders, headerEnd, type RawHeader } from './content-types.ts';

/** How bytes of unknown encoding are read: first as UTF-8, and if that leaves holes, as windows-1252. */
export type Guess = 'utf-8' | 'windows-1252';

export interface MendedMail {
  readonly raw: Buffer;
  /** Text parts are `format=flowed` (RFC 3676), which is undone here: the parser joins quoted lines with the answer below them. */
  readonly flowed: 'no' | 'yes' | 'delsp';
  /** To be applied to the text, in this order. */
  readonly decoders: readonly ((text: string) => string)[];
  /** Another guess may give another text. */
  readonly guessed: boolean;
  readonly western: boolean;
}

/**
 * Rewrites the Content-Type headers that the parser would misread: charsets it does not know, and `format=flowed`. Everything else
 * of the mail stays byte for byte; a mail that needs nothing is not copied.
 */
export function mendRaw(raw: Buffer, guess: Guess): MendedMail {
  const headers = contentTypeHeaders(raw);
  const edits: Edit[] = [];
  const decoders = new Set<(text: string) => string>();
  let flowed: MendedMail['flowed'] = 'no';
  let guessed = headers.length === 0;
  let western = headers.length > 0;
  for (const header of headers) {
    const text = header.text;
    if (/:\s{0,20}multipart\//i.test(text)) continue;
    let mended = text;
    const label = /charset\s{0,5}=\s{0,5}"?'?([^\s"';]{1,60})/i.exec(text)?.[1];
    if (label === undefined) {
      guessed = true;
      western = false;
      if (guess === 'windows-1252' && /:\s{0,20}text\//i.test(text))
        mended = `${text.trimEnd()}; charset=windows-1252\r\n`;
    } else {
      const plan = planFor(label);
      if (!isWestern(label)) western = false;
      if (plan.kind === 'guess' || /utf-?8/i.test(label)) guessed = true;
      if (plan.kind === 'own') decoders.add(plan.decode);
      const name = nameFor(plan, label, guess);
      if (name !== label) mended = text.replace(label, name);
    }
    if (/format\s{0,5}=\s{0,5}"?flowed/i.test(text)) {
      flowed = /delsp\s{0,5}=\s{0,5}"?yes/i.test(text) ? 'delsp' : 'yes';
      mended = mended.replace(/flowed/i, 'fixed');
    }
    if (mended !== text) edits.push({ ...header, bytes: Buffer.from(mended, 'latin1') });
  }
  return {
    raw: applied(raw, [...headerEdits(raw, headers, guess), ...edits]),
    flowed,
    decoders: [...decoders],
    guessed,
    western,
  };
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly bytes: Buffer;
}

function nameFor(plan: ReturnType<typeof planFor>, label: string, guess: Guess): string {
  if (plan.kind === 'own') return 'windows-1252';
  if (plan.kind === 'guess') return guess;
  const name = plan.kind === 'other-name' ? plan.name : label;
  return guess === 'windows-1252' && name.toLowerCase() === 'utf-8' ? guess : name;
}

/**
 * A mail without any Content-Type gets one when its bytes are no UTF-8. A header with raw 8-bit letters of an older charset is
 * transcoded whole, since the parser reads it as UTF-8; it has no other edits then.
 */
function headerEdits(raw: Buffer, headers: readonly RawHeader[], guess: Guess): readonly Edit[] {
  const edits: Edit[] = [];
  if (
    guess === 'windows-1252' &&
    headers.length === 0 &&
    raw.length > 0 &&
    /^[!-9;-~]{1,100}:/.test(raw.toString('latin1', 0, 120))
  ) {
    edits.push({ start: 0, end: 0, bytes: Buffer.from('Content-Type: text/plain; charset=windows-1252\r\n') });
  }
  const end = Math.min(headerEnd(raw), 1_000_000);
  if (isUtf8(raw.subarray(0, end))) return edits;
  const first = headers[0];
  const until = first !== undefined && first.start < end ? first.start : end;
  edits.push({ start: 0, end: until, bytes: Buffer.from(withoutControls(raw.toString('latin1', 0, until))) });
  if (first !== undefined && first.end < end) {
    edits.push({ start: first.end, end, bytes: Buffer.from(withoutControls(raw.toString('latin1', first.end, end))) });
  }
  return edits;
}

function applied(raw: Buffer, edits: readonly Edit[]): Buffer {
  if (edits.length === 0) return raw;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    pieces.push(raw.subarray(at, edit.start), edit.bytes);
    at = edit.end;
  }
  pieces.push(raw.subarray(at));
  return Buffer.concat(pieces);
}
