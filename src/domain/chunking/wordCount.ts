/** Characters to a word, of a script with spaces (and with its space), of Thai and its like, and of Chinese and its like. */
const spaced = 6;
const unspaced = 5;
const ideographic = 1.7;

/** About how many words a text is as long as, from its characters alone: the same for any script, and adding up. */
export function wordCount(text: string): number {
  let words = 0;
  for (let index = 0; index < text.length; index += 1) words += 1 / perWord(text.charCodeAt(index));
  return words;
}

function perWord(code: number): number {
  if (code < 0xe00) return spaced;
  const isUnspaced = code < 0xf00 || (code >= 0x1000 && code < 0x10a0);
  if (isUnspaced || (code >= 0x1780 && code < 0x1800)) return unspaced;
  return code >= 0x2e80 && code < 0xd800 ? ideographic : spaced;
}
