import type { Context } from 'aws-lambda';

/**
 * Milliseconds within which one change is followed, or one request to the bus answered, even when what is called answers only
 * at its own time limit: six pushes one after the other wait two seconds each, a request to the bus ten.
 */
const neededMs = 15_000;

/**
 * Whether too little time is left to begin something else. Lambda kills a function at its time limit, and hands it the whole
 * batch of the stream again, what was done already with it.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function isTimeUp(context: Pick<Context, 'getRemainingTimeInMillis'>): boolean {
  return context.getRemainingTimeInMillis() < neededMs;
}
