import type { Files } from '../ports.ts';
import { endpoint, region, ServiceError, signedFetch } from './signed-fetch.ts';

/** One bucket's files. */
export function s3Files(bucket: string): Files {
  const url = (key: string): string => {
    const path = key.split('/').map(encodeURIComponent).join('/');
    const regional = `${bucket}.s3.${region()}.amazonaws.com`;
    const base = endpoint('s3', regional);
    // A replaced endpoint knows buckets by path only.
    return base === `https://${regional}` ? `${base}/${path}` : `${base}/${bucket}/${path}`;
  };
  return {
    async put(key, body, contentType) {
      const headers = { 'content-type': contentType };
      const response = await signedFetch('s3', url(key), { method: 'PUT', body, headers });
      if (!response.ok) throw new ServiceError('s3', 'PutObject', response.status);
    },
    async get(key) {
      const response = await signedFetch('s3', url(key), { signal: AbortSignal.timeout(30_000) });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new ServiceError('s3', 'GetObject', response.status);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
