import type { ScanReader } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { startRecognizer } from '#domain/parsing/textRecognizer.ts';
import { scannedPage } from '#domain/parsing/scannedPage.ts';

type ScanReaderOptions = {
  maxScans: number;
  /** How many have been asked for so far, in all parts of the file. */
  onScans?: ((total: number) => void) | undefined;
};

/** One for a file and all that is attached to it. The recognition starts with the first picture. */
export function openScanReader(options: ScanReaderOptions): ScanReader & AsyncDisposable {
  let total = 0;
  let starting: ReturnType<typeof startRecognizer> | undefined;
  return {
    reserve(scans) {
      if (scans === 0) return;
      if (total + scans > options.maxScans) throw new ParseFailure('too_many_scans');
      total += scans;
      options.onScans?.(total);
    },
    async read(picture) {
      starting ??= startRecognizer();
      const recognizer = await starting;
      return scannedPage(await recognizer.recognize(picture.png), picture);
    },
    async [Symbol.asyncDispose]() {
      const recognizer = await starting?.catch(() => undefined);
      await recognizer?.stop();
    },
  };
}
