import { isDangerous } from '../../../contract/dangerous-files.ts';
import type { AttachmentFiles } from '../../domain/files/attachment-files.ts';
import type { UploadStore } from '../../domain/files/upload-store.ts';
import type { Attachment } from '../../domain/records/message.ts';
import type { Upload, UploadOwner } from '../../domain/records/upload.ts';
import type { Write } from '../../domain/records/write.ts';
import { notFound, Problem } from '../http/problem.ts';

export interface Attached {
  readonly attachments: readonly Attachment[];
  /** To be written with the message: each upload goes to one message only. */
  readonly writes: readonly Write[];
}

interface AttachPorts {
  readonly table: UploadStore;
  readonly attachments: Pick<AttachmentFiles, 'uploadedSize' | 'keepUpload'>;
}

/**
 * Makes uploads a message's attachments, in the given order. Their files are kept before the message is written: should it not be
 * written, a file may be left over, but none is ever missing. Throws a Problem: 404 for an id that is unknown, somebody else's or
 * another message's, 400 for a file that was not uploaded.
 */
export async function attachUploads(
  { table, attachments: files }: AttachPorts,
  owner: UploadOwner,
  ids: readonly string[],
): Promise<Attached> {
  if (ids.length === 0) return { attachments: [], writes: [] };
  if (new Set(ids).size < ids.length) throw refused('invalid_request', 'must not name a file twice');
  const stored = await table.uploads(owner, ids);
  const uploads = ids.map((id) => stored.find((upload) => upload.id === id && isFor(upload, owner)));
  if (!uploads.every((upload) => upload !== undefined)) throw notFound('attachment');
  await Promise.all(uploads.map((upload) => keep(files, upload)));
  return {
    attachments: uploads.map(attachmentOf),
    writes: uploads.map((upload) => ({ kind: 'upload', value: { ...upload, attached: true } })),
  };
}

function isFor({ attached, owner }: Upload, { kind, id }: UploadOwner): boolean {
  return !attached && owner.kind === kind && owner.id === id;
}

async function keep(files: AttachPorts['attachments'], { id, size }: Upload): Promise<void> {
  if ((await files.uploadedSize(id)) !== size)
    throw refused('attachment_not_uploaded', 'names a file that is not there');
  await files.keepUpload(id);
}

function refused(code: 'invalid_request' | 'attachment_not_uploaded', why: string): Problem {
  return new Problem(400, code, `attachmentIds ${why}.`, { errors: { attachmentIds: why } });
}

function attachmentOf({ id, filename, contentType, size }: Upload): Attachment {
  return { id, filename, contentType, size, ...(isDangerous(filename, contentType) ? { dangerous: true } : {}) };
}
