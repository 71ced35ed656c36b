import type { Outcome } from './history.ts';

/** How often what happened, over many histories. */
export type Tally = Record<string, number>;

/** Adds what happened in one history. */
export function count(tally: Tally, { counts, happened, decisions, accepted, messages, states }: Outcome): void {
  const add = (name: string, times: number): void => {
    tally[name] = (tally[name] ?? 0) + times;
  };
  add('histories', 1);
  add('messages', messages);
  add('e-mails that SES took', accepted);
  add('steps (calls to something outside)', counts.steps);
  add('processes stopped before or after a step', counts.stopped);
  add('processes stopped for taking too long', counts.timeouts);
  add('calls that failed, with or without effect', counts.errors);
  add('writes repeated by the SDK', counts.repeated);
  add('races lost', happened.racesLost);
  add('claims taken over', happened.takeOvers);
  for (const [name, times] of Object.entries(happened.rings)) add(`rings: ${spaced(name)}`, times);
  for (const [name, times] of Object.entries(happened.events)) add(`SES events: ${spaced(name)}`, times);
  for (const [name, times] of decisions) add(`decisions: ${name}`, times);
  for (const [name, times] of states) add(`answers in the end: ${name}`, times);
}

/** Adds another tally to one. */
export function addTally(tally: Tally, other: Tally): void {
  for (const [name, times] of Object.entries(other)) tally[name] = (tally[name] ?? 0) + times;
}

function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
