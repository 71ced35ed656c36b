import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sectionNames } from './sections.ts';
import type { SectionName } from './sections.ts';
import { texts } from './texts/texts.ts';

/** Leads to each section: links beside them in a wide window, one field above them in a narrow one. */
export function Contents(): JSX.Element {
  const { contents, headings } = texts();
  const [current, setCurrent] = useState<SectionName>('switch');

  useEffect(() => {
    // The page was empty when the browser looked for the part that its address names.
    if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
    const look = (): void => setCurrent(sectionInView());
    addEventListener('scroll', look, { passive: true });
    look();
    return () => removeEventListener('scroll', look);
  }, []);

  return (
    <nav class="contents" aria-label={contents}>
      <ul>
        {sectionNames.map((name) => (
          <li key={name}>
            <a href={`#${name}`} aria-current={name === current ? 'true' : undefined}>
              {headings[name]}
            </a>
          </li>
        ))}
      </ul>
      <label>
        <span class="quiet">{contents}</span>
        <select
          class="select"
          value={current}
          onChange={(event) => document.getElementById(event.currentTarget.value)?.scrollIntoView()}
        >
          {sectionNames.map((name) => (
            <option key={name} value={name}>
              {headings[name]}
            </option>
          ))}
        </select>
      </label>
    </nav>
  );
}

/** The last section that has come up to the upper third of the window; at the end of the page, the last of all. */
function sectionInView(): SectionName {
  const { scrollHeight } = document.documentElement;
  const isAtEnd = scrollY > 0 && innerHeight + scrollY >= scrollHeight - 1;
  const passed = sectionNames.filter((name) => {
    const top = document.getElementById(name)?.getBoundingClientRect().top ?? Infinity;
    return isAtEnd || top < innerHeight / 3;
  });
  return passed.at(-1) ?? 'switch';
}
