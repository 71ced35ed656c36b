import { AwsClient } from 'aws4fetch';
import { credentials } from './credentials.ts';

/** Services that one or two plain calls are made to: an SDK client would cost more start-up time than those calls. */
export type SignedService = 's3' | 'secretsmanager' | 'lambda' | 'execute-api' | 'ses' | 'events';

/**
 * Calls an AWS service with a SigV4 signature: only for calls that may be repeated without harm. When the connection broke
 * the call is repeated, once and at once: a connection that was kept may have been closed at its other end while Lambda had
 * frozen the function. The credentials are read anew for each call: Lambda replaces them in a long-lived environment.
 */
export async function signedFetch(service: SignedService, url: string, init: RequestInit = {}): Promise<Response> {
  const client = new AwsClient({ ...credentials(), service, region: region(), retries: 0 });
  const call = (): Promise<Response> =>
    client.fetch(url, { ...init, signal: init.signal ?? AbortSignal.timeout(10_000) });
  try {
    return await call();
  } catch (error) {
    // What `fetch` says of the network; a time limit is another error.
    if (error instanceof TypeError) return call();
    throw error;
  }
}

/** The Region this function runs in. */
export function region(): string {
  return process.env.AWS_REGION ?? 'us-east-1';
}

/** How the SDKs call a service when they look for its endpoint, which is not how it is signed for. */
export type ServiceId = 'S3' | 'Secrets Manager' | 'Lambda' | 'SES' | 'SESv2' | 'EventBridge';

/**
 * Where a service is: its Regional endpoint, or what the SDKs' standard variables say instead; an empty one says nothing.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpoint(service: ServiceId, host: string): string {
  const specific = process.env[`AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll(' ', '_')}`];
  const given = [specific, process.env.AWS_ENDPOINT_URL].find((url) => url !== undefined && url !== '');
  return given?.replace(/\/$/, '') ?? `https://${host}`;
}

/** The service answered with an error status. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly status: number;

  constructor(service: SignedService, operation: string, status: number) {
    super(`${service} answered ${operation} with ${status}`);
    this.status = status;
  }
}
