import type { Mutant } from './mutants.ts';
import { bundleModel, runModel } from './prove-run.ts';

export interface Caught {
  readonly mutant: Mutant;
  /** Histories until it was caught, or all that were tried. */
  readonly tried: number;
  /** The promise by which it was caught; undefined if it was not. */
  readonly promise: string | undefined;
}

/** Plants each bug into a copy of the sources and lets histories happen until a promise is broken. */
export async function catchMutants(
  mutants: readonly Mutant[],
  wanted: { readonly seed: number; readonly histories: number; readonly atOnce: number },
  told: (caught: Caught) => void = () => undefined,
): Promise<readonly Caught[]> {
  const left = [...mutants];
  const results: Caught[] = [];
  const next = async (): Promise<void> => {
    for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
      const { seed, histories } = wanted;
      const bundle = await bundleModel(mutant);
      const { tried, broken } = await runModel(bundle, {
        engine: 'memory',
        seed,
        histories,
        workers: 1,
        simplify: false,
      });
      const caught = { mutant, tried, promise: broken?.promise };
      results.push(caught);
      told(caught);
    }
  };
  await Promise.all(Array.from({ length: wanted.atOnce }, next));
  return results;
}
