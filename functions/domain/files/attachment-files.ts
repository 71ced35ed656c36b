import type { Attachment } from '../records/message.ts';
import type { Upload } from '../records/upload.ts';

/** The files of attachments, by the attachments' ids. */
export interface AttachmentFiles {
  /** Where a browser may put the file within a few minutes: a file of that type and length, and no other. */
  uploadPlace(upload: Pick<Upload, 'id' | 'contentType' | 'size'>): UploadPlace;
  /** Bytes; undefined if nothing has been uploaded, or so long ago that it is forgotten. */
  uploadedSize(id: string): Promise<number | undefined>;
  /** Keeps an uploaded file for as long as its message; doing so again does no harm. */
  keepUpload(id: string): Promise<void>;
  /** A URL that is good for an hour; it saves the file under its name and never opens it as a page. */
  readonly downloadUrl: (attachment: Attachment) => string;
  /** Undefined if there is no such file. Rejects after a few seconds. */
  get(id: string): Promise<Uint8Array | undefined>;
  /** Nothing happens if there is no such file. */
  remove(id: string): Promise<void>;
}

export interface UploadPlace {
  readonly url: string;
  readonly method: 'PUT';
  /** To be sent with exactly these values. */
  readonly headers: Readonly<Record<string, string>>;
}
