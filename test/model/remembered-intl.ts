/**
 * Making a formatter takes longer than a whole history: those of a language and form are made once and kept.
 */
function remembered<Made extends object>(make: new (...given: never[]) => Made): new (...given: never[]) => Made {
  const made = new Map<string, Made>();
  const remember = function (...given: never[]): Made {
    const key = JSON.stringify(given);
    const known = made.get(key) ?? new make(...given);
    made.set(key, known);
    return known;
  };
  return Object.assign(remember, make);
}

/** From here on formatters are remembered. */
export function rememberFormatters(): void {
  for (const name of ['DateTimeFormat', 'NumberFormat', 'PluralRules', 'ListFormat'] as const) {
    Object.assign(Intl, { [name]: remembered(Intl[name] as never) });
  }
}
