import type { ComponentChildren, JSX } from 'preact';
import type { SectionName } from './sections.ts';
import { texts } from './texts/texts.ts';

interface SectionProps {
  readonly name: SectionName;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** One subject of the admin page. */
export function Section({ name, hint, children }: SectionProps): JSX.Element {
  const headingId = `${name}-heading`;
  return (
    <section class="section" id={name} aria-labelledby={headingId}>
      <div class="section-head">
        <h2 id={headingId}>{texts().headings[name]}</h2>
        {hint !== undefined && <p class="quiet">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
