import type { Draft } from '../../domain/conversation/append.ts';
import { post, postedBefore, start, startedBefore, UploadTaken } from '../../domain/conversation/post.ts';
import type { Post, Posted, Start } from '../../domain/conversation/post.ts';
import type { AttachmentFiles } from '../../domain/files/attachment-files.ts';
import type { Author } from '../../domain/records/message.ts';
import type { UploadOwner } from '../../domain/records/upload.ts';
import type { Table } from '../../domain/table/table.ts';
import type { World } from '../../domain/world.ts';
import { notFound } from '../http/problem.ts';
import { attachUploads } from './attach-uploads.ts';

interface PostPorts {
  readonly world: World;
  readonly table: Table;
  readonly attachments: AttachmentFiles;
}

/** Only visitors and agents upload. */
interface Written {
  readonly draft: Draft & { readonly author: Extract<Author, { kind: 'visitor' | 'agent' }> };
}

/** `post`, with its writer's uploads as attachments. Throws what `post` throws and the Problems of `attachUploads`. */
export async function postWithUploads(
  ports: PostPorts,
  wanted: Omit<Post, 'also'> & Written,
  ids: readonly string[],
): Promise<Posted | undefined> {
  const { world, table } = ports;
  const { conversationId, draft } = wanted;
  if (ids.length === 0) return post(world, table, wanted);
  // The uploads of a repeated message are its own already.
  const first = await postedBefore(table, conversationId, draft);
  if (first !== undefined) return first;
  const { attachments, writes } = await attachUploads(ports, ownerOf(wanted), ids);
  const also = (): typeof writes => writes;
  return post(world, table, { ...wanted, draft: { ...draft, attachments }, also }).catch(refusedIfTaken);
}

/** `start`, with its writer's uploads as attachments. Throws what `start` throws and the Problems of `attachUploads`. */
export async function startWithUploads(
  ports: PostPorts,
  wanted: Omit<Start, 'also'> & Written,
  ids: readonly string[],
): Promise<Posted> {
  const { world, table } = ports;
  const { visitorId, draft } = wanted;
  if (ids.length === 0) return start(world, table, wanted);
  const first = await startedBefore(table, visitorId, draft.clientMessageId);
  if (first !== undefined) return first;
  const { attachments, writes } = await attachUploads(ports, ownerOf(wanted), ids);
  return start(world, table, { visitorId, draft: { ...draft, attachments }, also: writes }).catch(refusedIfTaken);
}

function ownerOf({ draft: { author } }: Written): UploadOwner {
  return author.kind === 'visitor' ? { kind: 'visitor', id: author.id } : { kind: 'agent', id: author.id };
}

/** Another message was faster. */
function refusedIfTaken(error: unknown): never {
  throw error instanceof UploadTaken ? notFound('attachment') : error;
}
