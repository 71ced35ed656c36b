/** Takes asynchronous events, for functions named by name or ARN. Each is on disk when the call returns. */
export interface EventQueue {
  /** Accepts an event; it runs soon. */
  accept(nameOrArn: string, event: string): void;
  /**
   * Accepts an event that runs when the caller says so, or at the next start of this machine. `start` resolves after the
   * first attempt.
   */
  hold(nameOrArn: string, event: string): HeldEvent;
  /** Accepts an event that runs after a time, or when the caller says so, if that is earlier. */
  later(nameOrArn: string, event: string, milliseconds: number): HeldEvent;
}

export interface HeldEvent {
  readonly start: () => Promise<void>;
}
