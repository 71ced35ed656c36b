import { setProperties } from './properties.ts';

/**
 * Draws what components ask for, in Preact's way and with Preact's names. The widget's components are written for Preact,
 * like those of all pages; scripts/build-widget.ts puts this in its place, because the part of Preact that the widget uses
 * takes 1.3 KB and all of Preact 6. Left out: class components, function refs, `style` and `dangerouslySetInnerHTML`,
 * hydration, error boundaries. test/browser/drawing.test.ts compares both.
 */

export type Key = string | number;

export type Component = (props: Props) => Child;

export interface Props {
  readonly children?: Child;
  readonly ref?: { current: unknown } | undefined;
  readonly [name: string]: unknown;
}

/** What is wanted at one place: `<type {...props}>`. */
export interface Wanted {
  readonly type: string | Component;
  readonly props: Props;
  readonly key: Key | undefined;
}

export type Child = Wanted | string | number | boolean | null | undefined | readonly Child[];

/** What stands at one place. */
export interface Drawn {
  wanted: Wanted | string | undefined;
  readonly parent: Drawn | undefined;
  /** Of elements and texts; a component has only kids. */
  readonly dom: Element | Text | undefined;
  kids: Map<Key, Drawn>;
  output: Child;
  /** Its own state has changed. */
  isStale: boolean;
  /** So has its own, or that of something in it. */
  hasStale: boolean;
  readonly hooks: Hook[];
}

/** What a component remembers from one call to the next, in the order of its calls. */
export interface Hook {
  value?: unknown;
  dependencies?: readonly unknown[] | undefined;
  effect?: (() => unknown) | undefined;
  cleanUp?: unknown;
}

export const Fragment: Component = ({ children }) => children;

export function jsx(type: string | Component, props: Props, key?: Key): Wanted {
  return { type, props, key };
}

export { jsx as jsxs };

export interface Context {
  readonly Provider: Component;
}

export function createContext(): Context {
  return { Provider: ({ children }) => children };
}

const roots = new WeakMap<Element, Drawn>();

/** Draws `child` as the only content of `container`, now. */
export function render(child: Child, container: Element): void {
  const root = roots.get(container) ?? newDrawn(undefined, container);
  roots.set(container, root);
  root.output = child;
  drawRoot(root);
}

const waiting = new Set<Drawn>();

/** Draws a component again soon, together with what else changes in the same moment. */
export function drawAgain(drawn: Drawn): void {
  drawn.isStale = true;
  let root = drawn;
  for (let at: Drawn | undefined = drawn; at !== undefined; at = at.parent) {
    at.hasStale = true;
    root = at;
  }
  if (waiting.size === 0) queueMicrotask(drawWaiting);
  waiting.add(root);
}

function drawWaiting(): void {
  const all = [...waiting];
  waiting.clear();
  for (const root of all) drawRoot(root);
}

let effects: Hook[] = [];

function drawRoot(root: Drawn): void {
  drawInside(root);
  const due = effects;
  effects = [];
  for (const hook of due) {
    cleanUp(hook);
    hook.cleanUp = hook.effect?.();
    hook.effect = undefined;
  }
}

function draw(drawn: Drawn, wanted: Wanted | string): void {
  const before = drawn.wanted;
  const isSame = before === wanted;
  if (isSame && !drawn.hasStale) return;
  drawn.hasStale = false;
  drawn.wanted = wanted;
  const { dom } = drawn;
  if (typeof wanted === 'string') {
    if (!isSame) (dom as Text).data = wanted;
    return;
  }
  const { type, props } = wanted;
  if (typeof type === 'string') {
    if (!isSame) setProperties(dom as Element, typeof before === 'object' ? before.props : {}, props);
    drawn.output = props.children;
  } else if (!isSame || drawn.isStale) {
    drawn.isStale = false;
    drawn.output = call(drawn, type, props);
  }
  drawInside(drawn);
  effects.push(...drawn.hooks.filter(({ effect }) => effect));
}

function drawInside(drawn: Drawn): void {
  const { dom, output } = drawn;
  const before = drawn.kids;
  const kids = new Map<Key, Drawn>();
  const todo: (readonly [Drawn, Wanted | string])[] = [];
  (Array.isArray(output) ? (output as readonly Child[]) : [output]).forEach((child, at) => {
    const wanted = wantedOf(child);
    if (wanted === undefined) return;
    const key = typeof wanted === 'string' ? at : (wanted.key ?? at);
    const known = before.get(key);
    const isKept = known !== undefined && typeOf(known.wanted) === typeOf(wanted);
    if (isKept) before.delete(key);
    const kid = isKept ? known : newDrawn(drawn, domFor(wanted, drawn));
    kids.set(key, kid);
    todo.push([kid, wanted]);
  });
  for (const gone of before.values()) remove(gone);
  drawn.kids = kids;
  for (const [kid, wanted] of todo) draw(kid, wanted);
  if (dom instanceof Element) placeKids(drawn, dom, null);
}

/** A list in a list is a place of its own, so that its length moves nothing beside it. */
function wantedOf(child: Child): Wanted | string | undefined {
  if (child === null || child === undefined || typeof child === 'boolean') return undefined;
  if (Array.isArray(child)) return jsx(Fragment, { children: child as readonly Child[] });
  return typeof child === 'object' ? (child as Wanted) : String(child);
}

function typeOf(wanted: Wanted | string | undefined): unknown {
  return typeof wanted === 'object' ? wanted.type : undefined;
}

function newDrawn(parent: Drawn | undefined, dom: Element | Text | undefined): Drawn {
  return {
    wanted: undefined,
    parent,
    dom,
    kids: new Map(),
    output: undefined,
    isStale: false,
    hasStale: false,
    hooks: [],
  };
}

const svg = 'http://www.w3.org/2000/svg';

function domFor(wanted: Wanted | string, parent: Drawn): Element | Text | undefined {
  if (typeof wanted === 'string') return new Text();
  const { type, props } = wanted;
  if (typeof type !== 'string') return undefined;
  const dom =
    type === 'svg' || (parent.dom as Element | undefined)?.namespaceURI === svg
      ? document.createElementNS(svg, type)
      : document.createElement(type);
  if (props.ref) props.ref.current = dom;
  return dom;
}

/** From the last to the first, so that what follows already stands in its place. */
function placeKids({ kids }: Drawn, parent: Element, before: Node | null): Node | null {
  let next = before;
  for (const kid of [...kids.values()].reverse()) {
    const { dom } = kid;
    if (dom === undefined) next = placeKids(kid, parent, next);
    else {
      if (dom.parentNode !== parent || dom.nextSibling !== next) parent.insertBefore(dom, next);
      next = dom;
    }
  }
  return next;
}

function remove({ hooks, kids, dom, wanted }: Drawn): void {
  hooks.forEach(cleanUp);
  for (const kid of kids.values()) remove(kid);
  dom?.remove();
  if (typeof wanted === 'object' && wanted.props.ref) wanted.props.ref.current = null;
}

function cleanUp({ cleanUp: run }: Hook): void {
  if (typeof run === 'function') (run as () => void)();
}

let caller = newDrawn(undefined, undefined);
let calls = 0;

function call(drawn: Drawn, component: Component, props: Props): Child {
  caller = drawn;
  calls = 0;
  return component(props);
}

/** The component that is being called, and what it remembers under this call. */
export function hookHere(): readonly [Drawn, Hook] {
  return [caller, (caller.hooks[calls++] ??= {})];
}
