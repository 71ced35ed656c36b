import type { Files, MailSender, Table } from '../ports.ts';

/** What taking in mail needs from outside. */
export interface InboundPorts {
  readonly table: Table;
  /** Raw mail. */
  readonly mails: Pick<Files, 'get'>;
  /** Attachments. */
  readonly files: Pick<Files, 'put'>;
  /** With which the canary answers its e-mail, and nobody else anything. */
  readonly answers: MailSender;
  readonly replyDomain: string;
  readonly fromAddress: string;
}
