import { createStore } from './store.ts';

/** The style sheets of the panel and of the parts that were fetched, in the order in which they came. */
export const styles = createStore<readonly CSSStyleSheet[]>([]);

export function addStyle(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  styles.update((all) => [...all, sheet]);
}
