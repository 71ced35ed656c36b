/**
 * Proves the delivery promises by random histories: `npm run prove -- [--histories N] [--seed S] [--engine memory|dynamodb]`.
 * With `--mutants` it proves the proof: each planted bug of test/model/mutants.ts must be caught. Exit code 1 and a story on failure.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { catchMutants } from '../test/model/catch-mutants.ts';
import { mutants } from '../test/model/mutants.ts';
import { bundleModel, runModel } from '../test/model/prove-run.ts';
import type { EngineName } from '../test/model/try-histories.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const { values } = parseArgs({
  options: {
    histories: { type: 'string' },
    seed: { type: 'string' },
    engine: { type: 'string', default: 'memory' },
    mutants: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
const workers = availableParallelism();
const startedAt = performance.now();
const seconds = (): number => (performance.now() - startedAt) / 1000;

process.exitCode = values.mutants ? await proveByMutants() : await proveByHistories();

async function proveByHistories(): Promise<number> {
  const histories = Number(values.histories ?? 100_000);
  const engine: EngineName = values.engine === 'dynamodb' ? 'dynamodb' : 'memory';
  say(`${histories} histories, seed ${seed}, engine ${engine}, ${workers} workers`);
  let toldAt = 0;
  const work = { engine, seed, histories, workers, simplify: true };
  const { tally, tried, broken } = await runModel(await bundleModel(), work, (run) => {
    if (seconds() - toldAt < 10) return;
    toldAt = seconds();
    say(`  ${run.tried} after ${toldAt.toFixed(0)} s`);
  });
  const rate = tried / seconds();
  const cpu = process.cpuUsage();
  const each = (cpu.user + cpu.system) / 1000 / tried;
  say(
    `${tried} histories in ${seconds().toFixed(1)} s: ${rate.toFixed(0)} a second, ${each.toFixed(2)} ms of processor time each`,
  );
  for (const [name, times] of Object.entries(tally).sort(([a], [b]) => (a < b ? -1 : 1)))
    say(`${String(times).padStart(12)}  ${name}`);
  if (broken === undefined) {
    say('Every promise was kept.');
    return 0;
  }
  say(`\nA promise was broken: ${broken.promise}\n\n${broken.story.join('\n')}\n`);
  say(
    `To keep it as a test, save this as test/model/histories/<what it is about>.json:\n${JSON.stringify(broken.history)}`,
  );
  return 1;
}

async function proveByMutants(): Promise<number> {
  const histories = Number(values.histories ?? 100_000);
  say(`Each planted bug must be caught within ${histories} histories, seed ${seed}`);
  let missed = 0;
  await catchMutants(mutants, { seed, histories, atOnce: workers }, ({ mutant, tried, promise }) => {
    if (promise === undefined) missed += 1;
    say(
      `${promise === undefined ? 'NOT CAUGHT' : 'caught'} after ${tried}: ${mutant.name}${promise === undefined ? '' : ` (${promise.split('\n', 1)[0] ?? ''})`}`,
    );
  });
  say(missed === 0 ? `All were caught, in ${seconds().toFixed(0)} s.` : `${missed} were not caught.`);
  return missed === 0 ? 0 : 1;
}
