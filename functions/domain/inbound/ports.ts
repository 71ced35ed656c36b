import type { CanaryStore } from '../canary/canary-store.ts';
import type { MailSender } from '../email/mail-sender.ts';
import type { Files } from '../files/files.ts';
import type { Metric } from '../metric.ts';
import type { NotificationTable } from '../notification/notification-store.ts';
import type { MailStore } from './mail-store.ts';

/** What taking in mail needs from outside. */
export interface InboundPorts {
  readonly table: NotificationTable & MailStore & CanaryStore;
  /** Raw mail. */
  readonly mails: Pick<Files, 'get'>;
  /** Attachments. */
  readonly files: Pick<Files, 'put'>;
  /** With which the canary answers its e-mail, and nobody else anything. */
  readonly answers: MailSender;
  /** Notes something that an alarm may ring for, with ids by which it is found in the log. */
  readonly count: (metric: Metric, ids: object) => void;
  readonly replyDomain: string;
  readonly fromAddress: string;
}
