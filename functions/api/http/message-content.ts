import { mostMessageCharacters, mostMessageFiles } from '../../../contract/limits.ts';
import { listOf, optional, text } from './decode.ts';
import type { Decoder } from './decode.ts';

/** What a message says: text of 1 to 10,000 characters, which may be empty or missing if the body names attachments. */
export function messageContent(body: unknown): {
  readonly text: Decoder<string>;
  readonly attachmentIds: Decoder<readonly string[]>;
} {
  return {
    text: namesAttachments(body) ? emptyIfBlank : text(1, mostMessageCharacters),
    attachmentIds: (value) => optional(listOf(text(1, 64), mostMessageFiles))(value) ?? [],
  };
}

function namesAttachments(body: unknown): boolean {
  const named = (body as { readonly attachmentIds?: unknown } | null)?.attachmentIds;
  return Array.isArray(named) && named.length > 0;
}

const emptyIfBlank: Decoder<string> = (value) => {
  const given = text(0, mostMessageCharacters)(value ?? '');
  return given.trim() === '' ? '' : given;
};
