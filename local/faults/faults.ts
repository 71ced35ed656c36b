import type { CallMode, CallService, EventMode, EventService, Fault } from './fault.ts';

/** What is to become of one event, or of one batch of a stream. */
export interface Disturbance {
  readonly mode: EventMode;
  readonly delayMs: number;
}

/** The faults that are armed, in the order in which they came. They are gone with the process. */
export class Faults {
  #armed: Fault[] = [];

  /** Arms a fault; one of the same service, operation and mode is replaced. */
  arm(fault: Fault): void {
    this.clear(fault);
    this.#armed.push(fault);
  }

  /** Takes back the faults of a service and an operation (`*`: all of the service's), of one mode or of any. */
  clear({ service, operation, mode }: Pick<Fault, 'service' | 'operation'> & { readonly mode?: Fault['mode'] }): void {
    this.#armed = this.#armed.filter(
      (fault) =>
        fault.service !== service ||
        (operation !== '*' && fault.operation !== operation) ||
        (mode !== undefined && fault.mode !== mode),
    );
  }

  all(): readonly Fault[] {
    return this.#armed;
  }

  /** How this call fails; undefined if it does not. Uses up one time of the fault. */
  ofCall(service: CallService, operation: string): CallMode | undefined {
    return this.#use(service, [operation])?.mode as CallMode | undefined;
  }

  /** What becomes of an event that is known under these names; undefined if it goes its way. Uses up one time. */
  ofEvent(service: EventService, names: readonly string[]): Disturbance | undefined {
    const fault = this.#use(service, names);
    return fault && { mode: fault.mode as EventMode, delayMs: fault.delaySeconds * 1000 };
  }

  #use(service: Fault['service'], names: readonly string[]): Fault | undefined {
    const fault = this.#armed.find(
      (one) => one.service === service && (one.operation === '*' || names.includes(one.operation)),
    );
    if (fault === undefined) return undefined;
    const left = { ...fault, times: fault.times - 1 };
    this.#armed = this.#armed.flatMap((one) => (one !== fault ? [one] : left.times > 0 ? [left] : []));
    return fault;
  }
}
