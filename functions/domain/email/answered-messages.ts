import type { CutReply } from './cut-reply.ts';

/** What the person quoted, what they wrote below it, and which message they quoted. */
interface Answered<Seq extends number> {
  readonly seq?: Seq;
  readonly quoted: string;
  readonly text: string;
}

/**
 * Which single messages an interleaved reply answers: those whose words stand in the quotation above an answer. The last one
 * quoted counts, because people answer what stands right above. An answer below a quotation that holds no message of ours has no `seq`.
 */
export function answeredMessages<Seq extends number>(
  answers: CutReply['answers'],
  messages: readonly { readonly seq: Seq; readonly text: string }[],
): readonly Answered<Seq>[] {
  const known = messages.map(({ seq, text }) => ({ seq, words: squeezed(text) })).filter(({ words }) => words !== '');
  return answers.map(({ quoted, text }) => {
    const quotation = squeezed(quoted);
    const places = known
      .map(({ seq, words }) => ({ seq, at: lastPlaceOf(words, quotation) }))
      .filter(({ at }) => at >= 0);
    const nearest = places.reduce<{ seq: Seq; at: number } | undefined>(
      (best, place) => (best === undefined || place.at >= best.at ? place : best),
      undefined,
    );
    return { ...(nearest === undefined ? {} : { seq: nearest.seq }), quoted, text };
  });
}

/** Where a message ends in a quotation that holds it, or where its beginning or end does if it was quoted in part. */
function lastPlaceOf(words: string, quotation: string): number {
  const whole = quotation.lastIndexOf(words);
  if (whole >= 0) return whole + words.length;
  if (quotation.length >= 12 && words.includes(quotation)) return quotation.length;
  const ending = words.slice(-40);
  const end = words.length > 40 ? quotation.lastIndexOf(ending) : -1;
  return end < 0 ? -1 : end + ending.length;
}

/** Letters and figures only: clients wrap, quote and re-quote, but keep those. */
function squeezed(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, 20_000);
}
