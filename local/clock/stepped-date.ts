/**
 * The Date of a function's worker: what asks for the present gets the stepped time, everything else is the real thing.
 * A proxy keeps `instanceof`, subclasses, `Date.length` and the prototype as they are.
 */
export function steppedDate(real: DateConstructor, offset: () => number): DateConstructor {
  const now = (): number => real.now() + offset();
  return new Proxy(real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
    // Called without `new`, Date ignores its arguments and answers the present as text.
    apply: () => new real(now()).toString(),
    get: (target, property, receiver) =>
      property === 'now' ? now : (Reflect.get(target, property, receiver) as unknown),
  });
}

/** Replaces the global Date, also for who asks a date for its constructor. */
export function installSteppedDate(offset: () => number): void {
  const stepped = steppedDate(Date, offset);
  Date.prototype.constructor = stepped;
  globalThis.Date = stepped;
}
