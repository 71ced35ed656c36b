import type { IncomingHttpHeaders } from 'node:http';

/** A call to an AWS service, as it came over the wire. */
export interface AwsRequest {
  readonly method: string;
  /** Percent-encoded, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Called when the answer is on its way to the caller. */
  readonly afterwards?: () => void;
}

/** A refusal, with the code by which an SDK knows it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** One emulated service. Each call has the name of its SDK command without `Command`. */
export interface AwsService {
  /** The service's name in a signature's credential scope. */
  readonly name: string;
  /** The operation that is asked for; undefined if there is none such. */
  operation(request: AwsRequest): string | undefined;
  /** Throws AwsError. */
  answer(operation: string, request: AwsRequest): AwsAnswer | Promise<AwsAnswer>;
  /** A refusal in the service's own format. */
  refuse(error: AwsError): AwsAnswer;
}

export function jsonAnswer(body: unknown, status = 200): AwsAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** How services with the restJson protocol refuse: the SDK takes the error's name from a header. */
export function restJsonRefusal({ status, code, message }: AwsError): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
    body: JSON.stringify({ message, Message: message }),
  };
}

/** How services with the JSON RPC protocols refuse. */
export function jsonRpcRefusal({ status, code, message }: AwsError): AwsAnswer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}
