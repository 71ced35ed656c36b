import type { Json } from './fake-state.ts';

export interface FakeRequest {
  readonly method: string;
  /** The path's parts, without the first slash. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly socketUrl: string;
}

export type FakeAnswer = readonly [status: number, body?: Json | readonly Json[]];
