import { isDangerous } from '../../../contract/dangerous-files.ts';
import { mostFileBytes } from '../../../contract/limits.ts';
import { safeFilename } from '../../domain/email/safe-filename.ts';
import type { AttachmentFiles } from '../../domain/files/attachment-files.ts';
import { plusSeconds } from '../../domain/instant.ts';
import type { Upload, UploadOwner } from '../../domain/records/upload.ts';
import type { Transactions } from '../../domain/records/write.ts';
import type { World } from '../../domain/world.ts';
import type { Response } from '../http/api.ts';
import { decodeFields, text, wholeNumber, Wrong } from '../http/decode.ts';
import type { Decoder } from '../http/decode.ts';
import { Problem } from '../http/problem.ts';

const day = 24 * 60 * 60;

export interface UploadPorts {
  readonly world: World;
  readonly table: Transactions;
  readonly attachments: Pick<AttachmentFiles, 'uploadPlace'>;
}

/**
 * The answer to whoever wants to upload a file: the id by which a message takes it, and where to put it. A visitor's file that can
 * run or hide something is refused; an agent's is marked, as one that comes by mail is.
 */
export async function grantUpload(
  { world, table, attachments }: UploadPorts,
  owner: UploadOwner,
  body: unknown,
): Promise<Response> {
  const wanted = decodeFields(body, { filename: text(1, 1000), contentType, size: wholeNumber(1, mostFileBytes) });
  const filename = safeFilename(wanted);
  if (owner.kind === 'visitor' && isDangerous(filename, wanted.contentType)) {
    throw new Problem(
      422,
      'attachment_type_refused',
      `Files like ${filename} cannot be sent: they can run or hide something.`,
    );
  }
  const id = world.random.token();
  const expiresAt = plusSeconds(world.now(), day);
  const upload: Upload = {
    id,
    version: 0,
    owner,
    filename,
    contentType: wanted.contentType,
    size: wanted.size,
    attached: false,
    expiresAt,
  };
  await table.commit([{ kind: 'upload', value: upload }]);
  return { status: 201, body: { id, upload: attachments.uploadPlace(upload) } };
}

/** `type/subtype` in lower case; parameters, which recorders add, are left out. */
const contentType: Decoder<string> = (value) => {
  const [type = ''] = text(1, 255)(value).split(';', 1);
  const found = type.trim().toLowerCase();
  if (!/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(found)) throw new Wrong('must be a media type such as image/png');
  return found;
};
