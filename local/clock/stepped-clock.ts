import { join } from 'node:path';
import { readIfThere, writeAtomically } from '../disk/atomic-file.ts';

/**
 * Real time plus an offset that only grows. The offset lies in shared memory, where the functions' workers read it, and in
 * a file, so that time does not go back at a restart.
 */
export class SteppedClock {
  /** One 64-bit integer: the offset in milliseconds. */
  readonly shared: SharedArrayBuffer;
  readonly #offset: BigInt64Array;
  readonly #file: string;

  private constructor(file: string, offset: number) {
    this.#file = file;
    this.shared = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
    this.#offset = new BigInt64Array(this.shared);
    this.#setOffset(offset);
  }

  static async open(dataFolder: string): Promise<SteppedClock> {
    const file = join(dataFolder, 'clock-offset');
    return new SteppedClock(file, Number((await readIfThere(file))?.toString() ?? '0'));
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + Number(Atomics.load(this.#offset, 0));
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Moves forward to a time, kept on disk before anybody can see it. Does nothing if it is past. */
  moveTo(time: number): void {
    const offset = time - Date.now();
    if (time <= this.now()) return;
    writeAtomically(this.#file, String(offset));
    this.#setOffset(Math.max(offset, Number(Atomics.load(this.#offset, 0))));
  }

  #setOffset(milliseconds: number): void {
    Atomics.store(this.#offset, 0, BigInt(milliseconds));
  }
}
