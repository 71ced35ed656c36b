import type { JSX } from 'preact';
import { linkedTextPart, usePart } from './parts/part.ts';

interface TextProps {
  readonly text: string;
}

/** What somebody wrote. Its links can be followed as soon as the part that finds them is there. */
export function Text({ text }: TextProps): JSX.Element {
  return /:\/\/|www\./iu.test(text) ? <TextWithLinks text={text} /> : <PlainText text={text} />;
}

function TextWithLinks({ text }: TextProps): JSX.Element {
  const LinkedText = usePart(linkedTextPart) ?? PlainText;
  return <LinkedText text={text} />;
}

function PlainText({ text }: TextProps): JSX.Element {
  return (
    <p class="text" dir="auto">
      {text}
    </p>
  );
}
