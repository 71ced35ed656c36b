/** Where in the files bucket the file of an attachment lies for as long as its message does. */
export function attachmentKey(id: string): string {
  return `attachments/${id}`;
}

/** Where a browser uploads to; the bucket forgets what lies there after a day. */
export function uploadKey(id: string): string {
  return `uploads/${id}`;
}
