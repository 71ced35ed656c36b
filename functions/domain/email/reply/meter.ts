/**
 * Counts the characters that are looked at. Cutting a reply must stay linear on any input, and a test that asserts this number
 * finds a quadratic step at once, where a stop-watch finds it on a quiet machine only.
 */
export class Meter {
  examined = 0;

  /** Whether the pattern is in the text. Patterns here have no nested or adjacent repetitions, so one look is one pass. */
  test(pattern: RegExp, text: string): boolean {
    this.examined += text.length + 1;
    return pattern.test(text);
  }

  replace(text: string, pattern: RegExp, by: string | ((match: string) => string)): string {
    this.examined += text.length + 1;
    return typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
  }

  pass(text: string): string {
    this.examined += text.length + 1;
    return text;
  }
}
