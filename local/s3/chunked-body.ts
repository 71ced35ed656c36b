import type { AwsRequest } from '../aws/service.ts';

/**
 * The content of an upload. The SDK sends a stream as `aws-chunked`: chunks of `<length in hex>[;signature]\r\n<bytes>\r\n`,
 * an empty one at the end, and behind it checksums as trailers, which are not verified.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export function uploadedContent({ headers, body }: AwsRequest): Buffer {
  const isChunked = (headers['x-amz-content-sha256'] ?? '').toString().startsWith('STREAMING-');
  if (!isChunked) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (lineEnd < 0 || !(length > 0)) break;
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(chunks);
}
