import type { JSX } from 'preact';

/** A path in a square of 24. */
export type Shape = `M${string}`;

interface IconShapeProps {
  readonly shape: Shape;
  /** Pixels; otherwise as large as the text around it. */
  readonly size?: number | undefined;
}

/** Icons are drawn, not set in a font, and hidden from screen readers: the words beside them say the same. */
export function IconShape({ shape, size }: IconShapeProps): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size ?? '1.2em'} height={size ?? '1.2em'} aria-hidden="true">
      <path
        d={shape}
        fill="none"
        stroke="currentColor"
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
