/** Characters that programs write in several ways, and the one that stands for them here. */
const variants: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '.',
};

type Comparable = {
  text: string;
  /** Where each character of `text` stands in the source. */ places: number[];
};

/** Lower case, one space for any white space, one form of quotes and dashes. */
function toComparable(source: string): Comparable {
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < source.length; at += 1) {
    const character = source.charAt(at);
    const isSpace = /\s/.test(character);
    if (isSpace && (text === '' || text.endsWith(' '))) continue;
    const lower = character.toLowerCase();
    // A few letters grow when lowered; they stand as they are, so that places stay true.
    text += isSpace ? ' ' : (variants[character] ?? (lower.length === 1 ? lower : character));
    places.push(at);
  }
  return { text, places };
}

/**
 * The page's own words for a quote: found whatever the white space, case, quotes and dashes, and returned as
 * they stand on the page. Null when the page does not say it.
 */
export function verifyQuote(pageText: string, quote: string): string | null {
  const page = toComparable(pageText);
  const wanted = toComparable(quote.normalize('NFC').trim()).text.trim();
  if (wanted === '') return null;
  const start = page.text.indexOf(wanted);
  if (start === -1) return null;
  const first = page.places[start] ?? 0;
  const last = page.places[start + wanted.length - 1] ?? pageText.length - 1;
  return pageText.slice(first, last + 1);
}
