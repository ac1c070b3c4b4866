import { splitAtRanges } from '#features/documents/locateQuote.ts';
import type { TextRange } from '#shared/comparableText.ts';

/** Puts the ranges of an element's text into `<mark>`s. */
export function markRanges(element: HTMLElement, ranges: readonly TextRange[]): HTMLElement[] {
  const marks: HTMLElement[] = [];
  const nodes = splitAtRanges(element.textContent, ranges).map(({ text, isMarked }) => {
    if (!isMarked) return text;
    const mark = document.createElement('mark');
    mark.textContent = text;
    marks.push(mark);
    return mark;
  });
  element.replaceChildren(...nodes);
  return marks;
}
