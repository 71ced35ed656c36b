import type { Instant } from './instant.ts';

/** What the domain needs from outside. `aws/` fulfils it; tests and the model run fulfil it with other engines. */
export interface World {
  readonly now: () => Instant;
  readonly random: Random;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface Random {
  /** 26 characters of `a-z2-7`: 130 bits, unguessable. */
  token(): string;
  /** From 0 up to 1, for jitter. */
  fraction(): number;
}
