import { functionNames } from '../../../lib/function-names.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { stackName } from './cdk.ts';
import { jsonCall } from './signed-call.ts';

/** What functions logged as an error since then (milliseconds since 1970), each with the name of the function. */
export async function functionErrors(emulator: Emulator, since: number): Promise<readonly string[]> {
  const found = await Promise.all(functionNames.map((name) => errorsOf(emulator, name, since)));
  return found.flat();
}

async function errorsOf(emulator: Emulator, name: string, since: number): Promise<readonly string[]> {
  const logGroupName = `/aws/lambda/${stackName}-${name}`;
  const answer = await jsonCall(emulator, 'logs', 'Logs_20140328.FilterLogEvents', {
    logGroupName,
    startTime: since,
  }).catch((error: unknown) => {
    // A function that never ran has no log yet.
    if (String(error).includes('ResourceNotFoundException')) return { events: [] };
    throw error;
  });
  const { events } = answer as { events: readonly { message: string }[] };
  return events
    .map(({ message }) => message)
    .filter((message) =>
      /"level":\s*"(?:ERROR|FATAL)"|"errorMessage"|AccessDenied|not authorized|Task timed out/.test(message),
    )
    .map((message) => `${name}: ${message.slice(0, 600)}`);
}
