import type { Instant } from '../instant.ts';
import type { AgentId, VisitorId } from './ids.ts';

/** Who may attach it: no other visitor and no other agent. */
export type UploadOwner =
  { readonly kind: 'visitor'; readonly id: VisitorId } | { readonly kind: 'agent'; readonly id: AgentId };

/** The permission to upload one file and to attach it to one message. Forgotten after a day. */
export interface Upload {
  /** The attachment's id, too. */
  readonly id: string;
  /** As loaded; 0 for one not stored yet. */
  readonly version: number;
  readonly owner: UploadOwner;
  /** Safe to show and to save. */
  readonly filename: string;
  readonly contentType: string;
  /** Bytes; no upload of another length is taken. */
  readonly size: number;
  /** A message has it. */
  readonly attached: boolean;
  readonly expiresAt: Instant;
}
