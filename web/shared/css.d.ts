/** A style sheet as minified text, for `adoptedStyleSheets` (scripts/build-web.ts). */
declare module '*.css' {
  const text: string;
  export default text;
}
