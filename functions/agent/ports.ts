import type { MailIdentity } from '../notification/send-claimed.ts';
import type { AttachmentFiles, Files, MailSender, SesAccount, Table, World } from '../ports.ts';

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
