import type { MailArchive } from '../domain/erasure/mail-archive.ts';
import type { Instant } from '../domain/instant.ts';
import { presignedUrl } from './presigned-url.ts';
import { objectUrl } from './s3-url.ts';
import { ServiceError, signedFetch } from './signed-fetch.ts';

const downloadSeconds = 60 * 60;

/** The mail bucket, as exports and erasures see it. */
export function s3MailArchive(bucket: string, now: () => Instant): MailArchive {
  /** At most 1,000 keys, without the XML escapes: our keys have no character that needs one. */
  const keysUnder = async (prefix: string): Promise<readonly string[]> => {
    const url = `${objectUrl(bucket, '')}?list-type=2&prefix=${encodeURIComponent(prefix)}`;
    const response = await signedFetch('s3', url);
    if (!response.ok) throw new ServiceError('s3', 'ListObjectsV2', response.status);
    return [...(await response.text()).matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
  };
  return {
    downloadUrl: (key, filename) =>
      presignedUrl({
        method: 'GET',
        url: objectUrl(bucket, key),
        query: {
          'response-content-disposition': `attachment; filename="${filename.replace(/[^\w.-]/g, '_')}"`,
          'response-content-type': 'application/octet-stream',
        },
        at: now(),
        seconds: downloadSeconds,
      }),
    async remove(prefix) {
      for (;;) {
        const keys = await keysUnder(prefix);
        if (keys.length === 0) return;
        for (const key of keys) {
          const response = await signedFetch('s3', objectUrl(bucket, key), { method: 'DELETE' });
          if (!response.ok) throw new ServiceError('s3', 'DeleteObject', response.status);
        }
      }
    },
  };
}
