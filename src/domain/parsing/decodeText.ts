import chardet from 'chardet';

/** How many bytes are looked at to tell an encoding, and text from binary. */
const sampleBytes = 64 * 1024;

/**
 * The text of bytes: by byte order mark, else UTF-8 where it is valid, else what the bytes look like.
 * Null when they are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleBytes);
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return decode(bytes, first === 0xff ? 'utf-16le' : 'utf-16be');
  if (isBinary(sample)) return null;
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  const guess = chardet.detect(sample);
  return decode(bytes, isKnownEncoding(guess) ? guess : 'utf-8');
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

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function isKnownEncoding(name: string | null): name is string {
  if (name === null) return false;
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
