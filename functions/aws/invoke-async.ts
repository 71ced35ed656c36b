import { endpoint, region, ServiceError, signedFetch } from './signed-fetch.ts';

/** Has Lambda run a function with this event soon; returns once the event is queued. Throws ServiceError. */
export async function invokeAsync(functionArn: string, event: object): Promise<void> {
  const base = endpoint('Lambda', `lambda.${region()}.amazonaws.com`);
  const response = await signedFetch(
    'lambda',
    `${base}/2015-03-31/functions/${encodeURIComponent(functionArn)}/invocations`,
    { method: 'POST', body: JSON.stringify(event), headers: { 'x-amz-invocation-type': 'Event' } },
  );
  if (!response.ok) throw new ServiceError('lambda', 'Invoke', response.status);
}
