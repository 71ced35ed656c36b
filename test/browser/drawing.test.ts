import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser, person } from './browser.ts';

const root = join(import.meta.dirname, '../..');

/** Runs in the page: trees at random are drawn and changed by both, and must look alike after every step. */
const comparison = `
  import * as preact from 'preact';
  import * as preactHooks from 'preact/hooks';
  import { jsx } from 'preact/jsx-runtime';
  import * as drawing from './web/widget/drawing/drawing.ts';
  import * as drawingHooks from './web/widget/drawing/hooks.ts';

  function randomFrom(seed) {
    let at = seed;
    return (below) => {
      at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
      return Math.floor((at / 2 ** 32) * below);
    };
  }

  /** What shall be drawn, as data. Siblings have keys: without, Preact looks for what suits, and we go by the place. */
  function randomTree(random, depth) {
    const one = (...all) => all[random(all.length)];
    const children = () => Array.from({ length: random(4) }, () => randomTree(random, depth - 1));
    const kind =
      depth === 0
        ? one('text', 'nothing')
        : one('text', 'nothing', 'element', 'element', 'list', 'component', 'component', 'fragment', 'svg');
    switch (kind) {
      case 'text':
        return { kind, text: one('a', 'b', 7, '<b>') };
      case 'nothing':
        return { kind, value: one(null, false, undefined, true) };
      case 'list':
        return {
          kind,
          items: ['k1', 'k2', 'k3', 'k4', 'k5']
            .map((key) => ({ key, order: random(99), tree: randomTree(random, depth - 1) }))
            .sort((a, b) => a.order - b.order)
            .slice(random(5)),
        };
      case 'element':
        return {
          kind,
          tag: one('p', 'div', 'button'),
          props: {
            class: one('x', 'y', undefined),
            hidden: one(true, false, undefined),
            'aria-busy': one(true, false, undefined),
            'data-n': one(1, 'two', null),
            title: one('t', 'u'),
          },
          children: children(),
        };
      default:
        return { kind, name: one('A', 'B'), children: children() };
    }
  }

  /** One way of drawing, with a component that uses every hook and reports what becomes of it. */
  function artist({ render, createContext, Fragment, jsx, useContext, useEffect, useId, useLayoutEffect, useMemo, useRef, useState }) {
    const log = [];
    const Depth = createContext(0);
    const component = (name) => ({ children }) => {
      const depth = useContext(Depth) ?? 0;
      const [count, setCount] = useState(() => 0);
      const id = useId();
      const element = useRef(null);
      const double = useMemo(() => count * 2, [count]);
      const unchanged = useMemo(() => jsx('i', { children: 'unchanged' }), []);
      useLayoutEffect(() => {
        log.push(name + ' stands in ' + element.current.tagName);
        element.current.increase = () => setCount((before) => before + 1);
        return () => log.push(name + ' is gone');
      }, []);
      useEffect(() => {
        log.push(name + ' counts ' + count);
        return () => log.push(name + ' counted ' + count);
      }, [count]);
      const head = jsx('header', { ref: element, 'data-depth': depth, children: [name, count, '=', double, typeof id, unchanged] });
      const inside = [head, count % 2 === 1 && jsx('b', { children: 'odd' }), children];
      return jsx(Depth.Provider, { value: depth + 1, children: inside });
    };
    const components = { A: component('A'), B: component('B') };
    const all = (trees) => (trees.length === 1 ? child(trees[0], 0) : trees.map(child));
    function child(tree, at) {
      const key = 'c' + at;
      switch (tree.kind) {
        case 'text': return tree.text;
        case 'nothing': return tree.value;
        case 'element': return jsx(tree.tag, { ...tree.props, children: all(tree.children) }, key);
        case 'list': return tree.items.map((item) => jsx('li', { children: child(item.tree, 0) }, item.key));
        case 'component': return jsx(components[tree.name], { children: all(tree.children) }, key);
        case 'fragment': return jsx(Fragment, { children: all(tree.children) }, key);
        case 'svg': return jsx('svg', { viewBox: '0 0 1 1', children: jsx('path', { d: 'M0 0' }) }, key);
      }
    }
    const container = document.createElement('main');
    document.body.append(container);
    return { log, container, draw: (tree) => render(tree && child(tree, 0), container) };
  }

  /** Effects run after a frame is drawn, and what they change is drawn in the next. */
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const settled = async () => {
    for (let frames = 0; frames < 3; frames += 1) await frame();
  };

  /** Nothing, or where the two parted. */
  window.compare = async (seed, steps) => {
    const random = randomFrom(seed);
    const both = [artist({ ...preact, ...preactHooks, jsx }), artist({ ...drawing, ...drawingHooks })];
    const shown = () => both.map(({ container }) => container.innerHTML);
    let parted;
    let most = 0;
    for (let step = 0; step < steps && parted === undefined; step += 1) {
      const tree = randomTree(random, 5);
      for (const { draw } of both) draw(tree);
      await settled();
      for (const { container } of both) container.querySelectorAll('li').forEach((item, at) => (item.stoodAt ??= at + '/' + step));
      for (let change = random(4); change > 0; change -= 1) {
        const at = random(20);
        for (const { container } of both) {
          const heads = container.querySelectorAll('header');
          if (heads.length > 0) heads[at % heads.length].increase();
        }
      }
      await settled();
      const [theirs, ours] = shown();
      most = Math.max(most, ours.length);
      const [kept, weKept] = both.map(({ container }) => [...container.querySelectorAll('li')].map((item) => item.stoodAt).join());
      if (theirs !== ours || kept !== weKept) parted = { seed, step, theirs, ours, kept, weKept };
    }
    for (const { draw } of both) draw(null);
    await settled();
    const [theirs, ours] = both.map(({ log }) => [...log].sort().join());
    for (const { container } of both) container.remove();
    return parted ?? (theirs === ours ? { most } : { seed, theirs, ours });
  };

  window.drawing = { ...drawing, ...drawingHooks };
`;

describeInBrowser('what the widget is drawn with', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const [{ outputFiles }, launched] = await Promise.all([
      build({ stdin: { contents: comparison, resolveDir: root }, bundle: true, write: false }),
      launchBrowser(),
    ]);
    browser = launched;
    ({ page } = await person(browser));
    await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  });

  afterAll(() => browser.close());

  test('trees at random look, keep their elements and clean up as Preact’s do', async () => {
    const seeds = Array.from({ length: 60 }, (_, at) => at + 1);
    const found = await page.evaluate(`Promise.all(${JSON.stringify(seeds)}.map((seed) => compare(seed, 12)))`);
    const outcomes = found as readonly { readonly most?: number }[];
    expect(outcomes.filter(({ most }) => most === undefined)).toEqual([]);
    expect(Math.max(...outcomes.map(({ most }) => most ?? 0))).toBeGreaterThan(2_000);
  });
});
