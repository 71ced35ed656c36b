import type { AttachmentFiles } from '../domain/files/attachment-files.ts';
import { attachmentKey, uploadKey } from '../domain/files/object-keys.ts';
import { savedAs, servedType } from '../domain/files/served-as.ts';
import type { Instant } from '../domain/instant.ts';
import { presignedUrl } from './presigned-url.ts';
import { s3Files } from './s3-files.ts';
import { objectUrl } from './s3-url.ts';
import { ServiceError, signedFetch } from './signed-fetch.ts';

/** For an upload to begin; it may take as long as it takes. */
const uploadSeconds = 5 * 60;
const downloadSeconds = 60 * 60;
/** An e-mail goes without a file that takes longer. */
const readMs = 3_000;

/**
 * Attachments in their bucket. Browsers talk to it themselves, through signed URLs, so that no file passes through a function
 * and none comes from the origin of a page.
 */
export function s3Attachments(bucket: string, now: () => Instant): AttachmentFiles {
  const files = s3Files(bucket);
  return {
    uploadPlace({ id, contentType, size }) {
      const headers = { 'content-type': contentType, 'content-disposition': 'attachment' };
      // A browser sets the length itself. Signed, it is part of the permission: S3 refuses another with SignatureDoesNotMatch.
      const signed = { ...headers, 'content-length': String(size) };
      const place = { method: 'PUT', url: objectUrl(bucket, uploadKey(id)) } as const;
      const url = presignedUrl({ ...place, headers: signed, at: now(), seconds: uploadSeconds });
      return { ...place, url, headers };
    },
    async uploadedSize(id) {
      const response = await signedFetch('s3', objectUrl(bucket, uploadKey(id)), { method: 'HEAD' });
      if (response.status === 404) return undefined;
      if (!response.ok) throw new ServiceError('s3', 'HeadObject', response.status);
      return Number(response.headers.get('content-length'));
    },
    async keepUpload(id) {
      const headers = { 'x-amz-copy-source': `/${bucket}/${uploadKey(id)}` };
      const response = await signedFetch('s3', objectUrl(bucket, attachmentKey(id)), { method: 'PUT', headers });
      // A copy may fail after its 200 was sent: then its body is an error.
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
      const copied = response.ok && (await response.text()).includes('<CopyObjectResult');
      if (!copied) throw new ServiceError('s3', 'CopyObject', response.status);
    },
    downloadUrl: (attachment) =>
      presignedUrl({
        method: 'GET',
        url: objectUrl(bucket, attachmentKey(attachment.id)),
        query: {
          'response-content-disposition': savedAs(attachment),
          'response-content-type': servedType(attachment.contentType),
        },
        at: now(),
        seconds: downloadSeconds,
      }),
    get: (id) => files.get(attachmentKey(id), readMs),
    async remove(id) {
      const response = await signedFetch('s3', objectUrl(bucket, attachmentKey(id)), { method: 'DELETE' });
      if (!response.ok && response.status !== 404) throw new ServiceError('s3', 'DeleteObject', response.status);
    },
  };
}
