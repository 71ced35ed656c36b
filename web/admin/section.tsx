import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  /** Where links to this section lead. */
  readonly anchor?: string;
  readonly heading: string;
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** One subject of the admin page. */
export function Section({ anchor, heading, hint, children }: SectionProps): JSX.Element {
  const id = useId();
  return (
    <section class="section" id={anchor} aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{heading}</h2>
        {hint !== undefined && <p class="quiet">{hint}</p>}
      </div>
      {children}
    </section>
  );
}
