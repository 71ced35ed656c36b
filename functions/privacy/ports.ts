import type { Eraser } from '../erasure/eraser.ts';
import type { MailArchive } from '../erasure/mail-archive.ts';
import type { AttachmentFiles } from '../files/attachment-files.ts';
import type { Table } from '../table/table.ts';
import type { World } from '../world-port.ts';

/** What exporting and erasing a visitor need from outside. */
export interface PrivacyPorts {
  readonly world: World;
  readonly table: Table;
  readonly attachments: AttachmentFiles;
  readonly mails: MailArchive;
  readonly eraser: Eraser;
}
