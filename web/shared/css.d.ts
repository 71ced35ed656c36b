/** A style sheet as minified text, for `adoptedStyleSheets` (scripts/build-widget.ts). */
declare module '*.css' {
  const text: string;
  export default text;
}
