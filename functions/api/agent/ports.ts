import type { MailSender } from '../../domain/email/mail-sender.ts';
import type { SesAccount } from '../../domain/email/ses-account.ts';
import type { AttachmentFiles } from '../../domain/files/attachment-files.ts';
import type { Files } from '../../domain/files/files.ts';
import type { MailIdentity } from '../../domain/notification/send-claimed.ts';
import type { Table } from '../../domain/table/table.ts';
import type { World } from '../../domain/world.ts';

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
