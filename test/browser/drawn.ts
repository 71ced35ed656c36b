import type { Page } from 'playwright-core';

/** Waits until a page has drawn what it has: fonts and pictures are there, what moves has arrived, and three frames were alike. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    ${frame}
    const roots = () => [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])];
    const moves = (root) =>
      root.getAnimations().some((one) => one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity);
    const lacks = (root) => [...root.querySelectorAll('img:not([loading=lazy])')].some(({ complete }) => !complete);
    let changes = 0;
    const changed = new MutationObserver(() => (changes += 1));
    await document.fonts.ready;
    for (let alike = 0; alike < 3; ) {
      const all = roots();
      for (const root of all) changed.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      const before = changes;
      await frame();
      alike = changes === before && !all.some((root) => moves(root) || lacks(root)) ? alike + 1 : 0;
    }
    changed.disconnect();
  })()`);
}

/** Waits until a page has seen which of its elements are in view. */
export async function viewed(page: Page): Promise<void> {
  await page.evaluate(`(() => { ${frame} return frame(); })()`);
}

/** An observer is called once in the next frame that is really drawn, after those before it, also where a test holds the page's clock. */
const frame = `const frame = () => new Promise((done) => {
  const observer = new IntersectionObserver(() => { observer.disconnect(); done(); });
  observer.observe(document.documentElement);
});`;
