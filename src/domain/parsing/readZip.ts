import { unzipSync, zipSync } from 'fflate';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';

/** By its path in the archive. */
export type ZipEntries = ReadonlyMap<string, Uint8Array>;

/** An office file with a hundred thousand rows is 30 MB inflated; what is far above that is made to do harm. */
const defaultLimits = { maxInflatedBytes: 200 * 1024 * 1024, maxEntries: 20_000 };

/**
 * The wanted entries of an archive, inflated, all of them together within limits. Sizes are those that the
 * archive's directory tells: an entry that is in truth larger is cut there, so lying gains it no memory.
 * @throws ParseFailure too_large above the limits, broken for what is no archive
 */
export function readZip(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
  limits = defaultLimits,
): ZipEntries {
  let inflated = 0;
  let entries = 0;
  try {
    const files = unzipSync(bytes, {
      filter({ name, size, originalSize }) {
        entries += 1;
        if (entries > limits.maxEntries) throw new ParseFailure('too_large');
        if (!isWanted(name)) return false;
        // A stored entry is copied by its compressed size, whatever it says of the other.
        inflated += Math.max(size, originalSize);
        if (inflated > limits.maxInflatedBytes) throw new ParseFailure('too_large');
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    throw error instanceof ParseFailure ? error : new ParseFailure('broken', error);
  }
}

/** The paths in an archive, none of them inflated; none for what is no archive. */
export function listZip(bytes: Uint8Array): string[] {
  const paths: string[] = [];
  try {
    readZip(bytes, (path) => {
      paths.push(path);
      return false;
    });
  } catch (error) {
    if (error instanceof ParseFailure) return paths;
    throw error;
  }
  return paths;
}

/** An archive of these without compression, for a library that inflates without limits. */
export function storeEntries(entries: ZipEntries): Uint8Array {
  return zipSync(Object.fromEntries(entries), { level: 0 });
}

/**
 * The same archive without compression and without what is not wanted.
 * @throws ParseFailure as `readZip` does
 */
export function storeZip(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
  limits = defaultLimits,
): Uint8Array {
  return storeEntries(readZip(bytes, isWanted, limits));
}
