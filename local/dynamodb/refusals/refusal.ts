import type { AwsAnswer } from '../../aws/service.ts';

/** How DynamoDB refuses a call that an engine would take. */
export type Refusal =
  | { readonly name: 'ValidationException'; readonly message: string }
  /** One reason for each action of the transaction, undefined for those that are not to blame. */
  | { readonly name: 'TransactionCanceledException'; readonly reasons: readonly (string | undefined)[] };

/** A refusal of the call as a whole. */
export function invalid(message: string): Refusal {
  return { name: 'ValidationException', message };
}

/** The refusal as it goes over the wire (DynamoDB API Reference, TransactionCanceledException). */
export function refusalAnswer(refusal: Refusal): AwsAnswer {
  const body = refusal.name === 'ValidationException' ? { message: refusal.message } : cancelled(refusal.reasons);
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${refusal.name}`, ...body }),
  };
}

function cancelled(reasons: readonly (string | undefined)[]): object {
  const all = reasons.map((Message) =>
    Message === undefined ? { Code: 'None' } : { Code: 'ValidationError', Message },
  );
  const codes = all.map(({ Code }) => Code).join(', ');
  return {
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    CancellationReasons: all,
  };
}
