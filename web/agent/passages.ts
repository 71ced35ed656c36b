import type { AnsweredPassage } from '../../contract/messages.ts';

/** Whether the passages are all that a message says, so that nothing is lost when only they are shown. */
export function areWholeText(passages: readonly AnsweredPassage[], text: string): boolean {
  return squeezed(passages.map((passage) => passage.text).join('')) === squeezed(text);
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, '');
}
