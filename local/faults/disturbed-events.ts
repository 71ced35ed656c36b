import type { EventQueue, HeldEvent } from '../lambda/event-queue.ts';
import type { EventService } from './fault.ts';
import type { Faults } from './faults.ts';

export interface DisturbedEventsOptions {
  readonly faults: Faults;
  readonly service: Exclude<EventService, 'stream'>;
  /** Under which names an event is known to faults. */
  readonly namesOf: (nameOrArn: string, event: string) => readonly string[];
  readonly queue: EventQueue;
}

const nothing: HeldEvent = { start: () => Promise.resolve() };

/** A queue of events of which some are lost, come twice, late or in another order: those for which a fault is armed. */
export class DisturbedEvents implements EventQueue {
  readonly #options: DisturbedEventsOptions;
  /** By function: what waits until the next event has overtaken it. */
  readonly #overtaken = new Map<string, HeldEvent[]>();

  constructor(options: DisturbedEventsOptions) {
    this.#options = options;
  }

  accept(nameOrArn: string, event: string): void {
    void this.hold(nameOrArn, event).start();
  }

  hold(nameOrArn: string, event: string): HeldEvent {
    const { faults, service, namesOf, queue } = this.#options;
    const disturbance = faults.ofEvent(service, namesOf(nameOrArn, event));
    switch (disturbance?.mode) {
      case undefined:
        return this.#overtaking(nameOrArn, queue.hold(nameOrArn, event));
      case 'drop':
        return nothing;
      case 'duplicate': {
        const both = [queue.hold(nameOrArn, event), queue.hold(nameOrArn, event)];
        return {
          start: async () => {
            await Promise.all(both.map(({ start }) => start()));
          },
        };
      }
      case 'delay':
        queue.later(nameOrArn, event, disturbance.delayMs);
        return nothing;
      case 'reorder': {
        const waiting = this.#overtaken.get(nameOrArn) ?? [];
        this.#overtaken.set(nameOrArn, [...waiting, queue.later(nameOrArn, event, disturbance.delayMs)]);
        return nothing;
      }
    }
  }

  later(nameOrArn: string, event: string, milliseconds: number): HeldEvent {
    return this.#options.queue.later(nameOrArn, event, milliseconds);
  }

  #overtaking(nameOrArn: string, held: HeldEvent): HeldEvent {
    return {
      start: async () => {
        const overtaken = this.#overtaken.get(nameOrArn) ?? [];
        this.#overtaken.delete(nameOrArn);
        await held.start();
        for (const { start } of overtaken) await start();
      },
    };
  }
}
