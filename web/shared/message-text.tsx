import type { JSX } from 'preact';
import { linkify } from '../../contract/linkify.ts';

/** A text as its writer meant it: line breaks kept, links followed in a new tab, nothing of it ever markup. */
export function MessageText({ text }: { readonly text: string }): JSX.Element {
  return (
    <p class="text" dir="auto">
      {linkify(text).map((part) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </p>
  );
}
