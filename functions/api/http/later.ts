import type { Response } from './api.ts';

/**
 * A handler that is loaded when it is called for the first time: what is done now and then must not weigh on every start of
 * the function.
 */
export function later<Arguments extends readonly unknown[]>(
  load: () => Promise<(...given: Arguments) => Promise<Response>>,
): (...given: Arguments) => Promise<Response> {
  let loaded: ReturnType<typeof load> | undefined;
  return async (...given) => (await (loaded ??= load()))(...given);
}
