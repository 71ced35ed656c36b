import { language, showLanguage } from './language.ts';
import type { Language } from './language.ts';

/** The words of one page. Each language is a file of its own; a reader loads the one that they are shown. */
export interface PageTexts<Texts> {
  /** The words in the language that is shown. Read inside a component it renders again with it. Throws before `loadTexts`. */
  readonly texts: () => Texts;
  /** Fetches the words of the language that is shown, unless they are there. Throws NotLoaded; may be tried again. */
  readonly loadTexts: () => Promise<void>;
  /** Shows another language as soon as its words are there; the last choice counts. Throws NotLoaded, and shows what it did. */
  readonly chooseLanguage: (chosen: Language) => Promise<void>;
}

/**
 * A file of the page could not be fetched. Importing it again asks the server again, but not in every browser: until 2026 HTML
 * had them remember the failure for as long as the page is open (https://github.com/whatwg/html/pull/10327).
 */
export class NotLoaded extends Error {}

type Files<Texts> = Readonly<Record<Language, () => Promise<{ readonly default: Texts }>>>;

export function createPageTexts<Texts>(files: Files<Texts>): PageTexts<Texts> {
  const loaded = new Map<Language, Texts>();
  let lastChoice: Language | undefined;

  async function load(one: Language): Promise<void> {
    if (loaded.has(one)) return;
    try {
      loaded.set(one, (await files[one]()).default);
    } catch (cause) {
      throw new NotLoaded(`no words for ${one}`, { cause });
    }
  }

  return {
    texts() {
      const shown = loaded.get(language.value);
      if (shown === undefined) throw new Error(`the words for ${language.value} are not there yet`);
      return shown;
    },
    loadTexts: () => load(language.value),
    async chooseLanguage(chosen) {
      lastChoice = chosen;
      await load(chosen);
      if (lastChoice === chosen) showLanguage(chosen);
    },
  };
}
