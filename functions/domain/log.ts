/** Logs a failure by its name, message and place. Never what people wrote, their addresses or tokens. */
export function logFailure(where: string, error: unknown): void {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${JSON.stringify({ level: 'ERROR', where, error: name, message, stack })}\n`);
}
