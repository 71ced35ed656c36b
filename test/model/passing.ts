import type { Chances } from './chances.ts';
import type { Time } from './machine.ts';
import type { System } from './system.ts';

const sweepEvery = 5 * 60_000;

/** Time, and the sweeper that runs every five minutes of it. */
export class Passing {
  readonly #system: System;
  #nextSweep: Time;

  constructor(system: System) {
    this.#system = system;
    this.#nextSweep = system.machine.now + sweepEvery;
  }

  /** Time passes up to a moment; what is due on the way happens on the way. */
  async to(until: Time): Promise<void> {
    const { machine, promises } = this.#system;
    for (;;) {
      const at = Math.min(machine.nextAt() ?? Infinity, this.#nextSweep);
      if (at > until || promises.broken !== undefined) break;
      machine.passTo(at);
      if (at >= this.#nextSweep) {
        this.#system.sweep(at);
        this.#nextSweep += sweepEvery;
      }
      await machine.run(mostSteps(machine.chances));
    }
    machine.passTo(until);
    this.#system.tell(() => '· · ·');
  }
}

/** Often all that can be done now; else something is left under way while the next thing happens. */
export function mostSteps(chances: Chances): number {
  return chances.calm || chances.oneIn(3) ? Infinity : chances.below(30);
}
