import type { MailIdentity } from '../notification/send-claimed.ts';
import type { AttachmentFiles } from '../files/attachment-files.ts';
import type { Files } from '../files/files.ts';
import type { MailSender } from '../email/mail-sender.ts';
import type { SesAccount } from '../email/ses-account.ts';
import type { Table } from '../table/table.ts';
import type { World } from '../world-port.ts';

/** What the agent API needs from outside. */
export interface AgentPorts {
  readonly world: World;
  readonly table: Table;
  readonly attachments: AttachmentFiles;
  /** The mail bucket. */
  readonly files: Files;
  readonly ses: SesAccount;
  readonly mail: MailSender;
  readonly identity: MailIdentity;
  /** `wss://…`, without a query. */
  readonly websocketUrl: string;
}
