import chardet from 'chardet';
import { readsLikeText } from '#domain/parsing/readsLikeText.ts';

/** From the first byte on that is no ASCII, with what stands before it. */
const readBytes = 16 * 1024;
const contextBytes = 32;

const thai = 'windows-874';
const vietnamese = 'windows-1258';
/** Never without kana. Korean read as Japanese is. */
const japanese = new Set(['Shift_JIS', 'EUC-JP']);

/**
 * What bytes that are not UTF-8 look like: the first of chardet's guesses that makes words. Thai comes before them
 * and Vietnamese is tried in any case, for chardet knows each from a single sentence: of paragraphs in Thai it takes
 * three in four for something else.
 */
export function guessEncoding(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const start = Math.max(0, first - contextBytes);
  const read = (encoding: string) =>
    decodePiece(bytes.subarray(start, start + readBytes), encoding);
  const guesses = chardet
    .analyse(bytes)
    .map(({ name }) => name)
    .filter(isKnownEncoding);
  const candidates = [...guesses, thai, vietnamese];
  if (/[ัิ-ู็-์]/.test(read(thai))) candidates.unshift(thai);
  const found = candidates.find((encoding) => {
    const text = read(encoding);
    return readsLikeText(text) && (!japanese.has(encoding) || /[ぁ-ヿ]/.test(text));
  });
  return found ?? guesses[0] ?? 'utf-8';
}

/** Without the character that the end of the piece cuts in two. */
export function decodePiece(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

export function isKnownEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
