import type { Eraser } from '../../domain/erasure/eraser.ts';
import type { MailArchive } from '../../domain/erasure/mail-archive.ts';
import type { AttachmentFiles } from '../../domain/files/attachment-files.ts';
import type { Table } from '../../domain/table/table.ts';
import type { World } from '../../domain/world.ts';

/** What exporting and erasing a visitor need from outside. */
export interface PrivacyPorts {
  readonly world: World;
  readonly table: Table;
  readonly attachments: AttachmentFiles;
  readonly mails: MailArchive;
  readonly eraser: Eraser;
}
