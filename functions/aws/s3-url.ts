import { endpoint, region } from './signed-fetch.ts';

/** Where an object is. The bucket has an origin of its own, which pages name in their content security policy. */
export function objectUrl(bucket: string, key: string): string {
  const path = key.split('/').map(encodeURIComponent).join('/');
  const regional = `${bucket}.s3.${region()}.amazonaws.com`;
  const base = endpoint('S3', regional);
  // A replaced endpoint knows buckets by path only.
  return base === `https://${regional}` ? `${base}/${path}` : `${base}/${bucket}/${path}`;
}
