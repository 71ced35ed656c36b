import { AwsError, restJsonRefusal } from '../aws/service.ts';
import type { AwsAnswer, AwsRequest, AwsService } from '../aws/service.ts';
import type { EventQueue } from './event-queue.ts';
import type { Lambda } from './lambda.ts';

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** An asynchronous event may have 1 MB, a synchronous one 6 MB. */
const largest = { Event: 1024 * 1024, RequestResponse: 6 * 1024 * 1024 };

/** Lambda's Invoke. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export function invokeApi(lambda: Lambda, asynchronous: Pick<EventQueue, 'accept'>): AwsService {
  return {
    name: 'lambda',
    operation: (request) => (request.method === 'POST' && path.test(request.path) ? 'Invoke' : undefined),
    answer: async (_operation, request) => {
      const nameOrArn = functionOf(request);
      if (!lambda.knows(nameOrArn)) {
        throw new AwsError(404, 'ResourceNotFoundException', `Function not found: ${nameOrArn}`);
      }
      const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
      const event = eventOf(request, type === 'Event' ? largest.Event : largest.RequestResponse);
      if (type === 'DryRun') return { status: 204 };
      if (type === 'Event') {
        asynchronous.accept(nameOrArn, event);
        return { status: 202 };
      }
      const invocation = await lambda.invoke(nameOrArn, event);
      const headers = { 'content-type': 'application/json', 'x-amz-executed-version': '$LATEST' };
      return invocation.kind === 'succeeded'
        ? { status: 200, headers, body: invocation.payload }
        : {
            status: 200,
            headers: { ...headers, 'x-amz-function-error': 'Unhandled' },
            body: JSON.stringify(invocation.error),
          };
    },
    refuse: (error): AwsAnswer => restJsonRefusal(error),
  };
}

function functionOf({ path: requested, query }: AwsRequest): string {
  const nameOrArn = decodeURIComponent(path.exec(requested)?.[1] ?? '');
  const qualifier = query.get('Qualifier');
  return qualifier === null ? nameOrArn : `${nameOrArn}:${qualifier}`;
}

function eventOf({ body }: AwsRequest, longest: number): string {
  if (body.length > longest)
    throw new AwsError(413, 'RequestTooLargeException', `Request must be smaller than ${longest} bytes`);
  const event = body.length === 0 ? '{}' : body.toString();
  try {
    JSON.parse(event);
  } catch (error) {
    throw new AwsError(
      400,
      'InvalidRequestContentException',
      `Could not parse request body into json: ${String(error)}`,
    );
  }
  return event;
}
