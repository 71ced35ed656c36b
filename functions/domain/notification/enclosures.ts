import type { MailFile } from '../email/mail-sender.ts';
import type { AttachmentFiles } from '../files/attachment-files.ts';
import type { Attachment, Message } from '../records/message.ts';

/** 5 MB in all: a mail that is larger is refused by some, and a function holds it in memory four times over. */
const mostBytes = 5 * 1024 * 1024;

/** A file that goes along with the e-mail, and which attachment it is. */
export interface Enclosure extends MailFile {
  readonly id: string;
}

/**
 * The files of the messages that go along with their e-mail: in order, those that are harmless and fit. One that cannot be had in
 * time stays behind, since the e-mail matters more. Never rejects.
 */
export async function enclosuresOf(
  files: Pick<AttachmentFiles, 'get'>,
  messages: readonly Message[],
): Promise<readonly Enclosure[]> {
  const wanted = enclosable(messages.flatMap((message) => message.attachments));
  const read = await Promise.allSettled(wanted.map(({ id }) => files.get(id)));
  return wanted.flatMap(({ id, filename, contentType }, at) => {
    const outcome = read[at];
    if (outcome?.status !== 'fulfilled' || outcome.value === undefined) return [];
    return [{ id, filename, contentType, content: outcome.value }];
  });
}

/** Those that may go along: small and harmless. */
export function enclosable(attachments: readonly Attachment[]): readonly Attachment[] {
  const chosen: Attachment[] = [];
  let bytes = 0;
  for (const attachment of attachments) {
    if (attachment.dangerous === true || bytes + attachment.size > mostBytes) continue;
    bytes += attachment.size;
    chosen.push(attachment);
  }
  return chosen;
}
