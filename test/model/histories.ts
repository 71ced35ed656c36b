import { Arbitrary, Stream, Value } from 'fast-check';
import type { Random } from 'fast-check';
import { commands } from './commands.ts';
import type { Kind } from './commands.ts';
import type { Command, History } from './history.ts';

const kinds: readonly Kind[] = Object.entries(commands).flatMap(([kind, [often]]) =>
  Array<Kind>(often).fill(kind as Kind),
);
const mostCommands = 24;

/**
 * Random histories. An arbitrary of its own, since those of the library, composed, would take longer than the histories do;
 * what fails is shrunk to fewer commands, to calm ones, and to smaller numbers.
 */
class Histories extends Arbitrary<History> {
  override generate(random: Random): Value<History> {
    const length = 3 + random.nextInt(0, mostCommands - 3);
    const commands = Array.from({ length }, (): Command => {
      const calm = random.nextInt(0, 2) === 0;
      return {
        do: kinds[random.nextInt(0, kinds.length - 1)]!,
        a: random.nextInt(0, 9),
        b: random.nextInt(0, 99),
        chance: calm ? 0 : random.nextInt(1, 0x7fffffff),
      };
    });
    return new Value({ address: random.nextInt(0, 3) > 0, commands }, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is History {
    return typeof value === 'object' && value !== null && 'commands' in value;
  }

  override shrink(history: History): Stream<Value<History>> {
    return Stream.of(...simpler(history).map((one) => new Value(one, undefined)));
  }
}

export const histories: Arbitrary<History> = new Histories();

/** Histories that are simpler by one step: without some commands, with one of them calm, with smaller numbers. */
function simpler(history: History): readonly History[] {
  const { commands } = history;
  const found: History[] = [];
  for (let size = commands.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < commands.length; from += size) {
      found.push({ ...history, commands: [...commands.slice(0, from), ...commands.slice(from + size)] });
    }
  }
  if (!history.address) found.push({ ...history, address: true });
  for (const [index, command] of commands.entries()) {
    const change = (changed: Partial<Command>): History => ({
      ...history,
      commands: commands.map((one, at) => (at === index ? { ...one, ...changed } : one)),
    });
    if (command.chance !== 0) found.push(change({ chance: 0 }));
    if (command.a !== 1 && command.a !== 0) found.push(change({ a: 1 }));
    if (command.b !== 0) found.push(change({ b: 0 }));
    if (command.b > 1) found.push(change({ b: command.b >> 1 }));
  }
  return found;
}
