/** Only a failure takes so long, in milliseconds; a machine with much else to do is no failure. */
export const patienceMs = 60_000;

/** Waits until something is so. Rejects with what it was last. */
export async function eventually<Value>(
  read: () => Value | Promise<Value>,
  is: (value: Value) => boolean,
): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (is(value)) return;
    if (Date.now() > end) throw new Error(`It stayed ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
