export type VerdictStatus = 'PASS' | 'FAIL' | 'GRAY' | 'PROCESSING_FAILED' | 'DISABLED';

/** What SES finds out about a received mail. */
export interface Verdicts {
  readonly spf: VerdictStatus;
  readonly dkim: VerdictStatus;
  readonly dmarc: VerdictStatus;
  readonly spam: VerdictStatus;
  readonly virus: VerdictStatus;
  /** What the sender's domain asks for; SES says it only if DMARC failed. */
  readonly dmarcPolicy: string | undefined;
}

const header = 'x-local-verdicts';
const statuses = ['PASS', 'FAIL', 'GRAY', 'PROCESSING_FAILED', 'DISABLED'] as const;

/**
 * Verdicts cannot be had without the internet: all are PASS, but for what the mail itself asks for in
 * `X-Local-Verdicts: spf=FAIL; dmarc=FAIL; dmarcPolicy=reject`. Gives the mail without that header.
 */
export function takeVerdicts(raw: Buffer, scanEnabled: boolean): { readonly verdicts: Verdicts; readonly raw: Buffer } {
  const text = raw.toString('latin1');
  const headEnd = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const fields = text.slice(0, headEnd).split(/\r?\n(?![ \t])/);
  const isWish = (field: string): boolean => field.toLowerCase().startsWith(`${header}:`);
  const wishes = new Map(
    fields
      .filter(isWish)
      .flatMap((field) => field.slice(header.length + 1).split(';'))
      .map((part) => part.split('=').map((side) => side.trim()))
      .map(([name = '', value = '']): [string, string] => [name.toLowerCase(), value]),
  );
  const status = (name: string, otherwise: VerdictStatus): VerdictStatus =>
    statuses.find((one) => one === wishes.get(name)?.toUpperCase()) ?? otherwise;
  const dmarc = status('dmarc', 'PASS');
  const verdicts: Verdicts = {
    spf: status('spf', 'PASS'),
    dkim: status('dkim', 'PASS'),
    dmarc,
    spam: status('spam', scanEnabled ? 'PASS' : 'DISABLED'),
    virus: status('virus', scanEnabled ? 'PASS' : 'DISABLED'),
    dmarcPolicy: dmarc === 'FAIL' ? (wishes.get('dmarcpolicy')?.toLowerCase() ?? 'none') : undefined,
  };
  if (wishes.size === 0) return { verdicts, raw };
  const kept = fields.filter((field) => !isWish(field)).join('\r\n');
  return { verdicts, raw: Buffer.from(kept + text.slice(headEnd), 'latin1') };
}
