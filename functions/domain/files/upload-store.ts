import type { Upload, UploadOwner } from '../records/upload.ts';

/** Uploads that no message has yet. */
export interface UploadStore {
  /** Those of this owner that are not forgotten yet. */
  uploads(owner: UploadOwner, ids: readonly string[]): Promise<readonly Upload[]>;
}
