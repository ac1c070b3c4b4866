import { ResultType, Sniffer } from 'encoding-sniffer/sniffer';
import { decodePiece, guessEncoding, isKnownEncoding } from '#domain/parsing/guessEncoding.ts';
import { readsLikeText } from '#domain/parsing/readsLikeText.ts';

/** How many bytes are looked at to tell an encoding, and text from binary. */
const sampleBytes = 64 * 1024;
/** How many browsers look at for what a page says of its encoding. */
const statementBytes = 1024;
const markBytes = 3;
const maxDamaged = 0.05;
const minUtf16Bytes = 200;

/**
 * The text of bytes: by byte order mark, else by the charset that a server has named or that markup itself names,
 * else UTF-8 where it is valid, else what the bytes look like. Null when they are no text.
 */
export function decodeText(bytes: Uint8Array, servedCharset?: string | null): string | null {
  const sample = bytes.subarray(0, sampleBytes);
  const utf16 = markedUtf16(bytes) ?? unmarkedUtf16(bytes);
  if (utf16) return decode(bytes, utf16);
  const japanese = decodeIso2022Jp(bytes);
  if (japanese !== null) return japanese;
  if (isBinary(sample)) return null;
  const stated = statedEncoding(bytes, servedCharset);
  const text = stated ? decodeMostly(bytes, stated) : null;
  return text ?? decodeStrictly(bytes, 'utf-8') ?? decode(bytes, guessEncoding(sample));
}

function markedUtf16([first, second]: Uint8Array): string | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/**
 * By the zeros of its ASCII, most of them in every other place, and by what it says then. Where there are few, it
 * must be long enough to tell, and no list of ASCII strings, which read two by two are Chinese.
 */
function unmarkedUtf16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleBytes);
  const zerosAt = (parity: number) =>
    sample.reduce((sum, byte, at) => (byte === 0 && at % 2 === parity ? sum + 1 : sum), 0);
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (bytes.length % 2 !== 0 || even === odd) return null;
  const hasFew = even + odd < sample.length / 4;
  if (hasFew && (sample.length < minUtf16Bytes || isStringList(sample))) return null;
  const encoding = odd > even ? 'utf-16le' : 'utf-16be';
  const text = decodeStrictly(sample, encoding, { stream: true });
  if (text === null || /[[\p{Cc}\p{Cn}\p{Co}]--\s]/v.test(text)) return null;
  return isMostlyAscii(text) || readsLikeText(text) ? encoding : null;
}

function isMostlyAscii(text: string): boolean {
  return (text.match(/\P{ASCII}/gu)?.length ?? 0) < text.length / 10;
}

function isStringList(sample: Uint8Array): boolean {
  const printable = sample.filter((byte) => byte >= 0x20 && byte < 0x7f);
  return printable.length > sample.filter((byte) => byte !== 0).length * 0.9;
}

/** Seven bits, told by the escape sequences before and after what is Japanese; null for what is something else. */
function decodeIso2022Jp(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, sampleBytes)).toString('latin1');
  if (!start.includes('\u001b$B') && !start.includes('\u001b$@')) return null;
  const text = decodeStrictly(bytes, 'iso-2022-jp');
  return text?.includes('\u0000') ? null : text;
}

/** Text has no NUL and hardly any other control characters. */
function isBinary(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte === 0) return true;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d)
      controls += 1;
  }
  return controls > sample.length * 0.02;
}

/** Null for what nobody has stated. UTF-16 is told by its bytes alone: a page of ASCII that states it is none. */
function statedEncoding(bytes: Uint8Array, servedCharset?: string | null): string | null {
  const start = bytes.subarray(0, statementBytes);
  const isMarkup = /^\s*</.test(decode(start, 'latin1'));
  const sniffer = new Sniffer(
    servedCharset ? { transportLayerEncodingLabel: servedCharset } : undefined,
  );
  // The rest of what is no markup may be about markup.
  sniffer.write(isMarkup ? start : start.subarray(0, markBytes));
  const { resultType, encoding } = sniffer;
  return resultType === ResultType.DEFAULT || /^utf-16/i.test(encoding) ? null : encoding;
}

/** Null when much of it is not in that encoding, whoever says so. */
function decodeMostly(bytes: Uint8Array, encoding: string): string | null {
  if (!isKnownEncoding(encoding)) return null;
  const sample = decodePiece(bytes.subarray(0, sampleBytes), encoding);
  const foreign = sample.match(/\P{ASCII}/gu)?.length ?? 0;
  const damaged = sample.match(/\ufffd/g)?.length ?? 0;
  return damaged > foreign * maxDamaged ? null : decode(bytes, encoding);
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

function decodeStrictly(
  bytes: Uint8Array,
  encoding: string,
  options: { stream?: boolean } = {},
): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, options);
  } catch {
    return null;
  }
}
