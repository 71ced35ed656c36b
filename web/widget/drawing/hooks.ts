import { drawAgain, hookHere } from './drawing.ts';
import type { Context, Drawn, Hook } from './drawing.ts';

export function useState<T>(first: T | (() => T)): [T, (next: T | ((before: T) => T)) => void] {
  const [drawn, hook] = hookHere();
  const known = hook as { value?: readonly [T, (next: T | ((before: T) => T)) => void] };
  known.value ??= [
    resolved(first, undefined as T),
    (next) => {
      const [before, set] = known.value as readonly [T, (next: T | ((before: T) => T)) => void];
      const value = resolved(next, before);
      if (value === before) return;
      known.value = [value, set];
      drawAgain(drawn);
    },
  ];
  return known.value as [T, (next: T | ((before: T) => T)) => void];
}

function resolved<T>(next: T | ((before: T) => T), before: T): T {
  return typeof next === 'function' ? (next as (before: T) => T)(before) : next;
}

export function useRef<T>(first: T): { current: T } {
  return useMemo(() => ({ current: first }), []);
}

let ids = 0;

export function useId(): string {
  return useMemo(() => `cc${++ids}`, []);
}

export function useMemo<T>(make: () => T, dependencies: readonly unknown[]): T {
  const [, hook] = hookHere();
  if (hasChanged(hook, dependencies)) hook.value = make();
  return hook.value as T;
}

/** Runs when everything is drawn, before the browser shows it. */
export function useEffect(effect: () => unknown, dependencies?: readonly unknown[]): void {
  const [, hook] = hookHere();
  if (hasChanged(hook, dependencies)) hook.effect = effect;
}

export { useEffect as useLayoutEffect };

/** What the nearest provider above gives; it is looked up when the component is drawn. */
export function useContext(context: Context): unknown {
  const [drawn] = hookHere();
  for (let at: Drawn | undefined = drawn; at !== undefined; at = at.parent) {
    if (typeof at.wanted === 'object' && at.wanted.type === context.Provider) return at.wanted.props.value;
  }
  return null;
}

function hasChanged(hook: Hook, dependencies: readonly unknown[] | undefined): boolean {
  const before = hook.dependencies;
  hook.dependencies = dependencies;
  return !before || !dependencies || dependencies.some((one, at) => one !== before[at]);
}
