import { type ComparableText, findWords } from '#shared/comparableText.ts';

/** The page's own words for a quote, as they stand there; null when the page does not say it. */
export function verifyQuote(page: ComparableText, quote: string): string | null {
  const found = findWords(page, quote);
  return found && page.source.slice(found.start, found.end);
}
