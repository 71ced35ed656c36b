import { instantOf } from '../../functions/domain/instant.ts';
import type { Instant } from '../../functions/domain/instant.ts';
import { firstSettings } from '../../functions/domain/settings/settings.ts';
import type { Company } from '../../functions/domain/settings/settings.ts';
import type { Table } from '../../functions/domain/table/table.ts';
import { Chances } from './chances.ts';
import { commands } from './commands.ts';
import type { Kind } from './commands.ts';
import { Machine } from './machine.ts';
import type { Counts } from './machine.ts';
import { mostSteps, Passing } from './passing.ts';
import { addresses, firstVisitor, People } from './people.ts';
import { atRest } from './rest.ts';
import { System } from './system.ts';
import type { Happened } from './system.ts';

/** One thing that happens. What `a` and `b` choose depends on it; `chance` 0: all that follows from it follows at once and without a fault. */
export interface Command {
  readonly do: Kind;
  readonly a: number;
  readonly b: number;
  readonly chance: number;
}

export interface History {
  /** Whether the visitor has an address at the beginning. */
  readonly address: boolean;
  readonly commands: readonly Command[];
}

export interface Outcome {
  /** The promise that was broken, if one was. */
  readonly broken: string | undefined;
  readonly story: readonly string[];
  readonly counts: Counts;
  readonly happened: Happened;
  readonly decisions: ReadonlyMap<string, number>;
  readonly accepted: number;
  readonly messages: number;
  readonly states: ReadonlyMap<string, number>;
}

export type NewTable = (setting: { readonly now: () => Instant; readonly company: Company }) => Table;

const company: Company = { name: 'Example', siteUrl: 'https://www.example.com/', allowedOrigins: [] };
const beginning = Date.parse('2026-11-18T12:30:00.000Z');

/**
 * Lets a history happen, then everything come to rest without further faults, and tells which promise was broken. The same
 * history ends the same way every time.
 */
export async function happen(history: History, newTable: NewTable, telling = false): Promise<Outcome> {
  const machine = new Machine(beginning);
  const system = new System(machine, (now) => newTable({ now, company }), telling);
  const people = new People(system);
  const now = instantOf(new Date(beginning));
  const settings = { ...firstSettings(company), continuousConversations: true };
  await system.prepare([
    { kind: 'settings', value: settings },
    { kind: 'visitor', value: firstVisitor(now, history.address ? addresses[0] : null) },
  ]);
  people.writes(undefined);
  await machine.run();

  const passing = new Passing(system);
  for (const command of history.commands) {
    if (machine.broken) break;
    machine.chances = new Chances(command.chance);
    await carryOut(command, system, people, passing);
    await machine.run(mostSteps(machine.chances));
    machine.broken = system.promises.broken !== undefined;
  }
  machine.chances = new Chances(0);
  const states = new Map<string, number>();
  if (!machine.broken) await atRest(system, people, passing, states);
  return {
    broken: system.promises.broken,
    story: system.story,
    counts: machine.counts,
    happened: system.happened,
    decisions: system.promises.decisions,
    accepted: system.promises.accepted.length,
    messages: [...system.promises.messages.values()].reduce((sum, all) => sum + all.length, 0),
    states,
  };
}

async function carryOut({ do: kind, a, b }: Command, system: System, people: People, passing: Passing): Promise<void> {
  const { machine, promises } = system;
  const all = [...promises.conversations.values()];
  // Mostly the newest one.
  const conversation = all.at(-1 - (a % 3 === 0 ? b % Math.max(all.length, 1) : 0));
  const mail = promises.accepted.at(-1 - (a % Math.max(promises.accepted.length, 1)));
  if (conversation === undefined) return;
  const [, happening] = commands[kind];
  await happening({ system, people, passing, now: machine.now, all, conversation, mail, a, b });
}
