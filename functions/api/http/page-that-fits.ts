import type { Message } from '../../domain/records/message.ts';

/** Lambda answers with 6 MB at most, JSON in JSON; https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const mostBytes = 3_500_000;
/** A signed URL with the token of temporary credentials. */
const urlBytes = 2_500;

/** As many messages from the first as one answer can hold; never none, if there are any. */
export function pageThatFits(messages: readonly Message[]): readonly Message[] {
  let bytes = 0;
  const end = messages.findIndex((message) => {
    bytes += Buffer.byteLength(JSON.stringify(message)) + message.attachments.length * urlBytes;
    return bytes > mostBytes;
  });
  return end === -1 ? messages : messages.slice(0, Math.max(1, end));
}
