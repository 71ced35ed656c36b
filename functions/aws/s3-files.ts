import type { Files } from '../domain/files/files.ts';
import { objectUrl } from './s3-url.ts';
import { ServiceError, signedFetch } from './signed-fetch.ts';

/** One bucket's files. */
export function s3Files(bucket: string): Files {
  return {
    async put(key, body, contentType) {
      const headers = { 'content-type': contentType };
      const response = await signedFetch('s3', objectUrl(bucket, key), { method: 'PUT', body, headers });
      if (!response.ok) throw new ServiceError('s3', 'PutObject', response.status);
    },
    async get(key, longestMs = 30_000) {
      const response = await signedFetch('s3', objectUrl(bucket, key), { signal: AbortSignal.timeout(longestMs) });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new ServiceError('s3', 'GetObject', response.status);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
