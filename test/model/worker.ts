import { parentPort, workerData } from 'node:worker_threads';
import { engineOf, tryHistories } from './try-histories.ts';
import type { EngineName, Found } from './try-histories.ts';

/** What a worker is asked for: every so many-th chunk of the histories of a seed. */
export interface Work {
  readonly engine: EngineName;
  readonly seed: number;
  readonly histories: number;
  /** This worker's first chunk, and how many workers there are. */
  readonly first: number;
  readonly workers: number;
  readonly simplify: boolean;
}

/** Histories of one seed; a run is made of chunks, so that it does not matter how many workers share it. */
const chunkSize = 500;

const work = workerData as Work;
const engine = await engineOf(work.engine);
for (let chunk = work.first; chunk * chunkSize < work.histories; chunk += work.workers) {
  const histories = Math.min(chunkSize, work.histories - chunk * chunkSize);
  const found: Found = await tryHistories(engine, { seed: work.seed + chunk, histories, simplify: work.simplify });
  parentPort?.postMessage(found);
  if (found.broken !== undefined) break;
}
await engine.stop();
