/** What docs/api.md allows, where both sides must know it. */
export const limits = {
  /** Characters of a message. */
  messageCharacters: 10_000,
  /** Files of a message. */
  messageFiles: 10,
  /** Bytes of a file. */
  fileBytes: 20 * 1024 * 1024,
  /** Characters of a visitor's name. */
  nameCharacters: 200,
  /** Characters of an identity token. */
  identityTokenCharacters: 4096,
  /** Messages of a page. */
  pageMessages: 200,
} as const;
