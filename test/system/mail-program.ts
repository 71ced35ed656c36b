import { randomUUID } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { MailboxEntry, RunningSystem } from './running-system.ts';

/** Which traces of the answered mail a mail program leaves in its reply. */
export type Keeps = 'references' | 'in-reply-to' | 'neither';

/** How the mail program at an address replies: quoting below, with what it keeps of the thread. Answers its Message-ID. */
export function mailProgram(system: RunningSystem, address: string, keeps: Keeps = 'references') {
  const newest = async (): Promise<MailboxEntry> => {
    const [mail] = await system.mailbox(address);
    if (mail === undefined)
      throw new Error(`Nothing was sent to ${address}. The system said last:\n${system.output.slice(-4_000)}`);
    return mail;
  };
  const sends = async (mail: SendMailOptions): Promise<string> => {
    const messageId = `<${randomUUID()}@mail.example.org>`;
    await system.bringMail({ from: `Vera <${address}>`, messageId, ...mail });
    await system.clock(0);
    return messageId;
  };
  return {
    newest,
    /** Sends any mail. */
    sends,
    /** Replies to the newest mail. */
    replies: async (text: string, change: SendMailOptions = {}): Promise<string> => {
      const mail = await newest();
      const id = mail.headers['message-id'] ?? '';
      const quoted = mail.text.replace(/^/gm, '> ');
      return sends({
        to: mail.replyTo,
        subject: `Re: ${mail.subject.replace(/^Re: /, '')}`,
        text: `${text}\n\nOn Sun, 22 Nov 2026 at 14:10, ${mail.from} wrote:\n${quoted}\n`,
        ...(keeps === 'neither' ? {} : { inReplyTo: id }),
        ...(keeps === 'references' ? { references: `${mail.headers.references ?? ''} ${id}` } : {}),
        ...change,
      });
    },
  };
}

/** The ids in a References header. */
export function referencesOf({ headers }: MailboxEntry): readonly string[] {
  return (headers.references ?? '').split(/\s+/).filter((id) => id !== '');
}
