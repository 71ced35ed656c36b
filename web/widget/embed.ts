/** What a page calls, and the queue that keeps the calls until the loader is there. */
export interface ContinuousChatApi {
  (...call: readonly unknown[]): void;
  q?: ArrayLike<unknown>[];
  isLoaded?: true;
}

declare global {
  interface Window {
    ContinuousChat?: ContinuousChatApi;
  }
}

window.ContinuousChat ??= Object.assign((...call: readonly unknown[]) => void window.ContinuousChat?.q?.push(call), {
  q: [] as ArrayLike<unknown>[],
});
