import type { Files, Table } from '../ports.ts';

/** What taking in mail needs from outside. */
export interface InboundPorts {
  readonly table: Table;
  /** Raw mail. */
  readonly mails: Pick<Files, 'get'>;
  /** Attachments. */
  readonly files: Pick<Files, 'put'>;
  readonly replyDomain: string;
  readonly fromAddress: string;
}
