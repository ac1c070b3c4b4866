import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block } from 'tesseract.js';

const require = createRequire(import.meta.url);
/** Of the two sets in each package the one without the legacy engine, a quarter of the size. */
const languages = {
  eng: require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz'),
  vie: require.resolve('@tesseract.js-data/vie/4.0.0_best_int/vie.traineddata.gz'),
  tha: require.resolve('@tesseract.js-data/tha/4.0.0_best_int/tha.traineddata.gz'),
};

export type TextRecognizer = {
  /** The blocks of a PNG, each with paragraphs, lines and words that say how sure they are. */
  recognize: (png: Uint8Array) => Promise<Block[]>;
  stop: () => Promise<void>;
};

/** English, Vietnamese and Thai at once, in a thread of its own; nothing is fetched from a network. */
export async function startRecognizer(): Promise<TextRecognizer> {
  const { createWorker, OEM } = await import('tesseract.js');
  // It takes one folder for all languages, and reads it only while it starts.
  const folder = await mkdtemp(join(tmpdir(), 'parley-ocr-'));
  try {
    for (const [code, path] of Object.entries(languages))
      await copyFile(path, join(folder, `${code}.traineddata.gz`));
    const worker = await createWorker(Object.keys(languages), OEM.LSTM_ONLY, {
      langPath: folder,
      cacheMethod: 'none',
      // Without one, a failure that the caller hears of anyway would also end the process.
      errorHandler: () => {},
    });
    // Thai has no spaces between words; without this each of its letters would get one.
    await worker.setParameters({ preserve_interword_spaces: '1', user_defined_dpi: '200' });
    return {
      async recognize(png) {
        const { data } = await worker.recognize(
          Buffer.from(png),
          {},
          { text: false, blocks: true },
        );
        return data.blocks ?? [];
      },
      async stop() {
        await worker.terminate();
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
