export type SplitText = { before: string; quote: string; after: string };

/**
 * The text in three parts around the quote's first occurrence; null when it does not occur. Runs of white space
 * count as equal: a quote may have been cut from text whose lines were joined.
 */
export function splitAtQuote(text: string, quote: string): SplitText | null {
  const wanted = quote.trim();
  if (wanted === '') return null;
  const exact = text.indexOf(wanted);
  if (exact !== -1) return cut(text, exact, exact + wanted.length);
  const pattern = wanted
    .split(/\s+/)
    .map(escapePattern)
    .join(String.raw`\s+`);
  const match = new RegExp(pattern, 'u').exec(text);
  return match && cut(text, match.index, match.index + match[0].length);
}

const escapePattern = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

function cut(text: string, start: number, end: number): SplitText {
  return { before: text.slice(0, start), quote: text.slice(start, end), after: text.slice(end) };
}
