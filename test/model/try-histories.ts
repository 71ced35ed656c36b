import { asyncProperty, check } from 'fast-check';
import { dynamoDbTable } from '../../functions/aws/table/dynamodb-table.ts';
import { histories } from './histories.ts';
import { happen } from './history.ts';
import type { History, Outcome } from './history.ts';
import { inMemoryTable } from './in-memory-table.ts';
import { rememberFormatters } from './remembered-intl.ts';
import { count } from './tally.ts';
import type { Tally } from './tally.ts';

export type EngineName = 'memory' | 'dynamodb';

export interface Engine {
  readonly run: (history: History, telling?: boolean) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

/** What a run of histories found. */
export interface Found {
  readonly tally: Tally;
  readonly tried: number;
  /** The first one that broke a promise, made as simple as it can be. */
  readonly broken?: { readonly history: History; readonly promise: string; readonly story: readonly string[] };
}

/** Lets histories happen on one of the engines. The real one starts with it. */
export async function engineOf(name: EngineName): Promise<Engine> {
  rememberFormatters();
  if (name === 'memory') {
    return { run: (history, telling) => happen(history, inMemoryTable, telling), stop: () => Promise.resolve() };
  }
  const { startEngine } = await import('../setup/dynamodb-engine.ts');
  const { client, newTable, stop } = await startEngine();
  return {
    run: async (history, telling) => {
      const tableName = await newTable();
      return happen(history, (setting) => dynamoDbTable({ ...setting, tableName, client }), telling);
    },
    stop,
  };
}

/** Tries so many random histories; the same seed gives the same ones. */
export async function tryHistories(
  engine: Engine,
  wanted: { readonly seed: number; readonly histories: number; readonly simplify?: boolean },
): Promise<Found> {
  const tally: Tally = {};
  let failed = false;
  const property = asyncProperty(histories, async (history) => {
    const outcome = await engine.run(history);
    if (!failed) count(tally, outcome);
    failed ||= outcome.broken !== undefined;
    return outcome.broken === undefined;
  });
  const { seed, histories: numRuns, simplify = true } = wanted;
  const { counterexample, numRuns: tried } = await check(property, { seed, numRuns, endOnFailure: !simplify });
  const [history] = counterexample ?? [];
  if (history === undefined) return { tally, tried };
  const { broken: promise = 'it does not fail again: the model is not deterministic', story } = await engine.run(
    history,
    true,
  );
  return { tally, tried, broken: { history, promise, story } };
}
