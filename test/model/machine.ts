import { Chances } from './chances.ts';

/** A moment of the model: milliseconds since 1970. */
export type Time = number;

/** Something that a process is started for: a request, a ring, an event, a batch of the stream. */
export interface Job {
  /** For the story. */
  readonly name: string;
  /** Whoever takes longer is stopped, as Lambda does. */
  readonly timeoutSeconds: number;
  readonly run: (process: Process) => Promise<void>;
  /** It was done, or it failed or was stopped (undefined) and whoever asked for it may ask again. */
  readonly ended: (how: 'done' | { readonly error: unknown }, process: Process) => void;
}

/** How a step of a process ends. Before and after mean: before and after its effect. */
type Ending = 'done' | 'stopped-before' | 'stopped-after' | 'error-before' | 'error-after' | 'repeated' | 'refused';

/** One call of a process to something outside: the points at which it may be stopped, and others go on. */
export interface Step {
  readonly name: string;
  readonly effect: () => Promise<unknown>;
  /** What the caller sees when the call fails before or after its effect; without it the call cannot fail. */
  readonly error?: () => Error;
  /** Definite refusals, if there are any. */
  readonly refusal?: (chances: Chances) => Error;
  /** The SDK asks again when an answer is lost: the second answer is what the caller sees. */
  readonly mayRepeat?: boolean;
  /** How much more often this step goes wrong than others. */
  readonly fragile?: number;
}

interface Waiting {
  readonly process: Process;
  readonly step: Step;
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** One invocation. What it calls passes through `step`, where the machine lets it go on, fail or stop. */
export class Process {
  readonly job: Job;
  readonly number: number;
  readonly startedAt: Time;
  /** A fault has hit it: it may fail. */
  disturbed = false;
  over = false;
  /** It does something real between two steps, such as reading a mail: nobody else moves meanwhile. */
  absorbed = false;
  #outside = 0;
  /** For those who watch: what it has read of the feature's switch, and which event or which arm's ring it was started for. */
  readonly seen: { feature?: boolean; event?: string; arm?: number } = {};
  readonly #ask: (waiting: Waiting) => void;

  constructor(job: Job, number: number, startedAt: Time, ask: (waiting: Waiting) => void) {
    this.job = job;
    this.number = number;
    this.startedAt = startedAt;
    this.#ask = ask;
  }

  /** A call that is no step: nobody else moves meanwhile. */
  async outside<Value>(call: () => Promise<Value>): Promise<Value> {
    this.#outside += 1;
    try {
      return await call();
    } finally {
      this.#outside -= 1;
    }
  }

  /** Whether it will go on without the machine. */
  get isAway(): boolean {
    return this.absorbed || this.#outside > 0;
  }

  step<Value>(step: Step & { readonly effect: () => Promise<Value> }): Promise<Value> {
    this.absorbed = false;
    return new Promise<Value>((resolve, reject) => this.#ask({ process: this, step, resolve, reject }));
  }
}

export interface Counts {
  steps: number;
  stopped: number;
  errors: number;
  repeated: number;
  timeouts: number;
}

/**
 * Runs processes step by step, in an order that the chances choose: between any two steps of one, others may move, time may
 * pass, and it may be stopped for good. Everything is repeated by the same chances.
 */
export class Machine {
  now: Time;
  chances = new Chances(0);
  readonly counts: Counts = { steps: 0, stopped: 0, errors: 0, repeated: 0, timeouts: 0 };
  /** Told of faults. */
  tell: (line: () => string) => void = () => undefined;
  /** Nothing goes on once a promise is broken. */
  broken = false;
  readonly #agenda: { at: Time; job: Job }[] = [];
  readonly #lanes: (() => Job | undefined)[] = [];
  #waiting: Waiting[] = [];
  #live: Process[] = [];
  #started = 0;
  #faultsOneIn = 0;

  constructor(now: Time) {
    this.now = now;
  }

  /** Starts a process. */
  start(job: Job): Process {
    const process = new Process(job, (this.#started += 1), this.now, (waiting) => {
      if (!process.over) this.#waiting.push(waiting);
    });
    this.#live.push(process);
    this.tell(() => `${job.name} begins`);
    job.run(process).then(
      () => this.#end(process, 'done'),
      (error: unknown) => this.#end(process, { error }),
    );
    return process;
  }

  /** Has a job started when its time has come. */
  schedule(at: Time, job: Job): void {
    let place = this.#agenda.length;
    while (place > 0 && this.#agenda[place - 1]!.at > at) place -= 1;
    this.#agenda.splice(place, 0, { at, job });
  }

  /** Asked whenever something may start: gives the next job of a queue, if there is one that may be started now. */
  addLane(lane: () => Job | undefined): void {
    this.#lanes.push(lane);
  }

  /** When the next job is to be started. */
  nextAt(): Time | undefined {
    return this.#agenda[0]?.at;
  }

  /** Lets processes move until nothing is left to do now, or for so many steps. */
  run(mostSteps = Infinity): Promise<void> {
    let left = mostSteps;
    this.#faultsOneIn = this.chances.pick([0, 0, 60, 15]);
    return new Promise((resolve, reject) => {
      // A tick comes when all promises that can go on have gone on.
      const move = (): void => {
        if (this.#live.some((process) => process.isAway)) {
          setImmediate(move);
          return;
        }
        if (left <= 0 || this.broken) {
          resolve();
          return;
        }
        left -= 1;
        const moved = this.#moveOne();
        if (moved === undefined) resolve();
        else moved.then(() => process.nextTick(move), reject);
      };
      process.nextTick(move);
    });
  }

  /** Time passes; whoever has taken too long is stopped. */
  passTo(at: Time): void {
    if (at <= this.now) return;
    this.now = at;
    for (const one of [...this.#live]) {
      if (this.now - one.startedAt > one.job.timeoutSeconds * 1000) {
        this.counts.timeouts += 1;
        this.tell(() => `${one.job.name} has taken too long and is stopped`);
        this.stop(one);
      }
    }
  }

  /** The process is no more; nothing of it goes on. */
  stop(process: Process): void {
    if (process.over) return;
    process.disturbed = true;
    process.absorbed = false;
    this.#waiting = this.#waiting.filter((one) => one.process !== process);
    this.#end(process, { error: undefined });
  }

  /** Every process that runs is stopped. */
  stopAll(): void {
    for (const one of [...this.#live]) {
      this.counts.stopped += 1;
      this.stop(one);
    }
  }

  #end(process: Process, how: 'done' | { readonly error: unknown }): void {
    if (process.over) return;
    process.over = true;
    process.absorbed = false;
    this.#live = this.#live.filter((one) => one !== process);
    process.job.ended(how, process);
  }

  #moveOne(): Promise<void> | undefined {
    const canStart = (this.#agenda[0]?.at ?? Infinity) <= this.now || this.#lanes.length > 0;
    if (canStart && (this.#waiting.length === 0 || this.chances.oneIn(4)) && this.#startOne()) return Promise.resolve();
    if (this.#waiting.length === 0) return undefined;
    const [waiting] = this.#waiting.splice(this.chances.below(this.#waiting.length), 1);
    return this.#grant(waiting!);
  }

  #startOne(): boolean {
    const due = this.#agenda.findIndex(({ at }) => at > this.now);
    const startable = due < 0 ? this.#agenda.length : due;
    const lanes = this.#lanes.length;
    const first = this.chances.below(startable + lanes);
    for (let tried = 0; tried < startable + lanes; tried += 1) {
      const choice = (first + tried) % (startable + lanes);
      const job = choice < startable ? this.#agenda.splice(choice, 1)[0]!.job : this.#lanes[choice - startable]!();
      if (job !== undefined) {
        this.start(job);
        return true;
      }
    }
    return false;
  }

  async #grant({ process, step, resolve, reject }: Waiting): Promise<void> {
    this.counts.steps += 1;
    this.#takeTime(process, step);
    if (process.over) return;
    const ending = this.#endingOf(step);
    if (ending !== 'done') this.#tellOf(ending, process, step);
    const fail = (): void => {
      process.disturbed = true;
      this.counts.errors += 1;
      reject(step.error!());
    };
    switch (ending) {
      case 'stopped-before':
        this.counts.stopped += 1;
        this.stop(process);
        return;
      case 'error-before':
        fail();
        return;
      case 'refused':
        process.disturbed = true;
        reject(step.refusal!(this.chances));
        return;
      default:
    }
    try {
      let value = await step.effect();
      if (ending === 'repeated') {
        this.counts.repeated += 1;
        value = await step.effect();
      }
      if (ending === 'stopped-after') {
        this.counts.stopped += 1;
        this.stop(process);
      } else if (ending === 'error-after') {
        fail();
      } else {
        resolve(value as never);
      }
    } catch (error) {
      reject(error as Error);
    }
  }

  /** A call may take some seconds, in which whoever has been at it for too long is stopped. */
  #takeTime({ job }: Process, { fragile = 1 }: Step): void {
    if (this.#faultsOneIn === 0 || !this.chances.oneIn(24 / fragile)) return;
    const seconds = 1 + this.chances.below(9);
    this.tell(() => `${job.name} waits ${seconds} seconds for an answer`);
    this.passTo(this.now + seconds * 1000);
  }

  #endingOf({ error, refusal, mayRepeat = false, fragile = 1 }: Step): Ending {
    if (this.chances.calm || this.#faultsOneIn === 0 || !this.chances.oneIn(this.#faultsOneIn / fragile)) return 'done';
    const endings: Ending[] = ['stopped-before', 'stopped-after'];
    if (error !== undefined) endings.push('error-before', 'error-after');
    if (mayRepeat) endings.push('repeated');
    if (refusal !== undefined) endings.push('refused');
    return this.chances.pick(endings);
  }

  #tellOf(ending: Ending, { job }: Process, { name }: Step): void {
    const said: Readonly<Record<Ending, string>> = {
      done: '',
      'stopped-before': `is stopped just before it would ${name}`,
      'stopped-after': `is stopped right after: ${name}`,
      'error-before': `cannot ${name}: it fails and has no effect`,
      'error-after': `gets no answer to: ${name}; it has its effect all the same`,
      repeated: `repeats: ${name}, since the answer was lost`,
      refused: `is refused: ${name}`,
    };
    this.tell(() => `${job.name} ${said[ending]}`);
  }
}
