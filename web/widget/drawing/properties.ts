type Properties = Readonly<Record<string, unknown>>;

/** Brings an element from its old properties to its new ones: listeners, attributes, and the value of a field. */
export function setProperties(element: Element, before: Properties, after: Properties): void {
  for (const name of Object.keys({ ...before, ...after })) {
    const was = before[name];
    const is = after[name] as string | number | boolean | EventListener | null | undefined;
    if (name === 'value') setValue(element as HTMLInputElement, is);
    else if (was === is || name === 'children' || name === 'ref') continue;
    else if (name.startsWith('on')) {
      const event = name.slice(2).toLowerCase();
      if (was) element.removeEventListener(event, was as EventListener);
      if (is) element.addEventListener(event, is as EventListener);
    } else if (is === undefined || is === null || (is === false && !name.startsWith('aria'))) {
      element.removeAttribute(name);
    } else element.setAttribute(name, is === true && !name.startsWith('aria') ? '' : String(is));
  }
}

/** What is there already is left alone: setting it would move the caret, and end what an input method composes. */
function setValue(field: HTMLInputElement, value: unknown): void {
  if (value !== field.value) field.value = value as string;
}
