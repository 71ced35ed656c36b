import type { ContextReader } from './context-reader.ts';

/** Characters that a value may have, and why not more. */
const most: Readonly<Record<string, readonly [characters: number, reason: string]>> = {
  mailDomain: [209, 'the names of its DKIM records are 44 longer, and DNS has none above 253'],
  replyDomain: [209, 'the names of its DKIM records are 44 longer, and DNS has none above 253'],
  companyName: [100, 'as on the admin page'],
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: 1,024 with what is wrong.
  runbookUrl: [500, 'it stands in the description of each alarm'],
};

/**
 * Bytes, in UTF-8, of all values that become variables of a function. Lambda takes 4 KB with their names and with what is known
 * at the deployment only. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const mostInVariables = 2400;

/** The values that become variables of a function. */
export type InVariables =
  | 'mailDomain'
  | 'replyDomain'
  | 'fromAddress'
  | 'siteUrl'
  | 'allowedOrigins'
  | 'companyName'
  | 'publicDomain'
  | 'oidcIssuer'
  | 'oidcClientId';

/** Notes values that AWS would refuse for their length, which it does in the middle of a deployment. */
export function checkLengths(
  read: ContextReader,
  inVariables: Readonly<Record<InVariables, string | undefined>>,
  others: Readonly<Record<'runbookUrl', string | undefined>>,
): void {
  for (const [key, value = ''] of Object.entries({ ...inVariables, ...others })) {
    const [characters, reason] = most[key] ?? [Infinity, ''];
    if (value.length > characters) read.fault(key, `must have at most ${characters} characters: ${reason}`);
  }
  const sizes = Object.entries(inVariables).map(([key, value = '']) => ({ key, bytes: Buffer.byteLength(value) }));
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const longest = sizes.reduce((one, other) => (other.bytes > one.bytes ? other : one));
  if (all > mostInVariables) {
    read.fault(
      longest.key,
      `must be ${all - mostInVariables} bytes shorter: with the other values it must fit into a function’s variables`,
    );
  }
}
