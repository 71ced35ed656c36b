import type { Page } from 'playwright-core';

/**
 * What anybody would call broken, in words: a page that scrolls sideways or into emptiness, text that is cut off, text upon other text. It is
 * measured, so it holds on every machine, whatever its fonts. Text that ends in an ellipsis, or that one can scroll to, is not cut.
 */
export async function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(measure);
}

/** Runs in the page, where this project's tests have no types for what there is. */
const measure = `(() => {
  const faults = [];
  const root = document.documentElement;
  const end = Math.max(innerHeight, document.body.getBoundingClientRect().bottom + scrollY);
  if (root.scrollHeight > end + 1) faults.push('the page scrolls into emptiness: ' + root.scrollHeight + ' of ' + end);
  if (root.scrollWidth > innerWidth) faults.push('the page scrolls sideways: ' + root.scrollWidth + ' of ' + innerWidth);

  const parentOf = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
  const ancestors = (element) => {
    const found = [];
    for (let one = element; one !== null; one = parentOf(one)) found.push(one);
    return found;
  };
  const styleOf = (element) => getComputedStyle(element);
  const isHidden = (element) => {
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return true;
    return ancestors(element).some((one) => {
      const style = styleOf(one);
      // The usual way to say something to screen readers only.
      return style.clipPath !== 'none' || one.closest?.('dialog:not([open]), [inert]') != null;
    });
  };
  const topmost = (x, y) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner = found.shadowRoot.elementFromPoint(x, y);
      if (inner === null || inner === found) break;
      found = inner;
    }
    return found;
  };

  const isPainted = (one) => {
    const { backgroundColor, backgroundImage } = styleOf(one);
    return backgroundImage !== 'none' || !/^(transparent|rgba\\(.*, 0\\))$/.test(backgroundColor);
  };
  /** The part of an element's ancestors that are not the other's as well. */
  const ownAncestors = (element, other) => {
    const shared = new Set(ancestors(other));
    return ancestors(element).filter((one) => !shared.has(one));
  };
  const isOpaqueUpon = (hit, element) => ownAncestors(hit, element).some(isPainted);
  const floats = (element, other) =>
    ownAncestors(element, other).some((one) => styleOf(one).position !== 'static' && ownAncestors(element, other).some(isPainted));

  const texts = [];
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && child.data.trim() !== '') texts.push(child);
      if (child.nodeType === Node.ELEMENT_NODE && !['SCRIPT', 'STYLE', 'OPTION', 'DATALIST', 'TEXTAREA', 'svg'].includes(child.nodeName)) {
        if (child.shadowRoot) walk(child.shadowRoot);
        walk(child);
      }
    }
  };
  walk(document.body);

  const lines = [];
  for (const text of texts) {
    const element = text.parentElement ?? text.getRootNode().host;
    if (isHidden(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = text.data.trim().slice(0, 40);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1 || rect.height < 1) continue;
      let isShown = true;
      for (const one of ancestors(element)) {
        const style = styleOf(one);
        const box = one.getBoundingClientRect();
        const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
        const scrolls = (overflow) => overflow === 'auto' || overflow === 'scroll';
        const isOutsideX = rect.left < box.left - 1.5 || rect.right > box.right + 1.5;
        // A line is higher than its letters.
        const isOutsideY = rect.top + rect.height * 0.2 < box.top - 1 || rect.bottom - rect.height * 0.2 > box.bottom + 1;
        if ((isOutsideX && scrolls(style.overflowX)) || (isOutsideY && scrolls(style.overflowY))) isShown = false;
        if (!isShown) break;
        const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
        if (isShortened && (isOutsideX || isOutsideY)) isShown = false;
        else if (isOutsideX && cuts(style.overflowX) && one !== root && one !== document.body) faults.push('cut off: “' + words + '”');
        else if (isOutsideY && cuts(style.overflowY) && one !== root && one !== document.body) faults.push('cut off: “' + words + '”');
        if (style.position === 'fixed') break;
      }
      if (!isShown || rect.bottom < 0 || rect.top > innerHeight) continue;
      if (rect.right > innerWidth + 1.5 || rect.left < -1.5) faults.push('beyond the window: “' + words + '”');
      const hit = topmost(rect.left + rect.width / 2, rect.top + rect.height / 2);
      // What something opaque lies upon, such as a dialog or a bar, is not read at the moment.
      if (hit !== null && !isOpaqueUpon(hit, element)) lines.push({ rect, words, text, element });
    }
  }

  for (let a = 0; a < lines.length; a += 1) {
    for (let b = a + 1; b < lines.length; b += 1) {
      const one = lines[a].rect;
      const other = lines[b].rect;
      if (lines[a].text === lines[b].text) continue;
      if (floats(lines[a].element, lines[b].element) || floats(lines[b].element, lines[a].element)) continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (width > 2 && height > Math.min(one.height, other.height) * 0.4) {
        faults.push('one upon the other: “' + lines[a].words + '” and “' + lines[b].words + '”');
      }
    }
  }
  return [...new Set(faults)];
})()`;
