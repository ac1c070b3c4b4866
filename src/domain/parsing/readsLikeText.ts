const cased = (script: string) =>
  `(?<!\\p{L})(?:[\\p{Lu}&&\\p{sc=${script}}]?[\\p{Ll}&&\\p{sc=${script}}]+|[\\p{Lu}&&\\p{sc=${script}}]+)(?![\\p{L}\\p{M}])`;
const cjkMarks = '\\u3000-\\u303f\\uff01-\\uff60';
/** Not the narrow katakana, for which any byte will do. */
const cjk = `[\\p{sc=Han}\\p{sc=Hira}[\\p{sc=Kana}--[\\uff61-\\uff9f]]ー${cjkMarks}]+`;

/**
 * How words are written, for each script or family of them. The wrong encoding makes letters, too, but not in their
 * places.
 */
const words = [
  // Thai: vowels and tones stand at a consonant; letters that are hardly ever used are left out.
  '(?<![A-Za-z])[เแโใไ]?[กขคงจฉชซญฐณดตถทธนบปผฝพฟภมยรฤลวศษสหอ][ัิีึืฺุู็]?[่้๊๋์ํ]?[ะาำ]?ๆ?(?![A-Za-z])',
  // Letters with accents stand among such without, and a capital among small ones is the first.
  `(?<!\\p{L})(?!\\p{L}*[\\p{L}--\\p{ASCII}]{5})${cased('Latn')}`,
  cased('Cyrl'),
  cased('Grek'),
  // Not in the middle of a Latin word.
  `(?<![A-Za-z])${cjk}|${cjk}(?![A-Za-z])`,
  `[\\p{sc=Hang}${cjkMarks}]+`,
  ...['Arab', 'Hebr', 'Deva', 'Beng', 'Taml', 'Telu', 'Khmr', 'Laoo', 'Mymr', 'Geor', 'Armn'].map(
    (script) => `\\p{sc=${script}}+`,
  ),
].map((pattern) => new RegExp(pattern, 'gv'));

const signs =
  /[\u00a0\u2010-\u205e\u20ac\u2122]|(?<!\p{L})[\u00a1-\u00bf]|[\u00a1-\u00bf](?!\p{L})/gu;
const damage = /[[\p{Cc}\p{Cn}\p{Co}\p{Cs}\ufffd]--\p{ASCII}]/gv;
const minShare = 0.9;

/**
 * Whether decoding has made words of one script, but for ASCII and a few foreign ones. What holds for ASCII alone,
 * holds.
 */
export function readsLikeText(decoded: string): boolean {
  const text = decoded.normalize('NFC');
  const damaged = text.match(damage)?.length ?? 0;
  const foreign = countForeign(text);
  const inPlace = countIn(text, signs) - 5 * damaged;
  return words.some((pattern) => countIn(text, pattern) + inPlace >= foreign * minShare);
}

function countIn(text: string, pattern: RegExp): number {
  return countForeign((text.match(pattern) ?? []).join(''));
}

function countForeign(text: string): number {
  return text.match(/\P{ASCII}/gu)?.length ?? 0;
}
