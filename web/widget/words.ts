import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createTimes } from '../shared/times.ts';
import type { Times } from '../shared/times.ts';
import type { LoadedTexts } from './texts/load.ts';
import type { Plural, WidgetTexts } from './texts/texts.ts';

/** What is said and how dates look, in the visitor's language. */
export interface Words {
  readonly locale: string;
  readonly t: WidgetTexts;
  readonly times: Times;
  /** The form of a text that goes with a number, with the number in it. */
  readonly count: (forms: Plural, count: number) => string;
}

export function wordsOf({ locale, texts }: LoadedTexts): Words {
  const rules = new Intl.PluralRules(locale);
  return {
    locale,
    t: texts,
    times: createTimes(locale),
    count: (forms, count) => (forms[rules.select(count)] ?? forms.other).replace('#', count.toLocaleString(locale)),
  };
}

/** Languages are loaded, not built in, so there is no default: nothing is drawn outside of it. */
export const WordsContext = createContext<Words>(null as never);

export function useWords(): Words {
  return useContext(WordsContext);
}
