/** Mail as it was received and sent. */
export interface MailArchive {
  /** A URL that saves the mail and is good for an hour. */
  downloadUrl(key: string, filename: string): string;
  /** Deletes every mail whose key begins so; nothing happens if there is none. */
  remove(prefix: string): Promise<void>;
}
