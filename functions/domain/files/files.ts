/** Keeps files by key, in one bucket. */
export interface Files {
  put(key: string, body: Uint8Array | string, contentType: string): Promise<void>;
  /** Undefined if there is no such file. Rejects if reading takes longer than that. */
  get(key: string, longestMs?: number): Promise<Uint8Array | undefined>;
}
