import type { PDFDocumentProxy } from 'pdfjs-dist';
import { loadPdfjs, pdfjsUrl } from '#features/documents/loadPdfjs.ts';
import type { ReadRange } from '#features/documents/rangeReader.ts';

/** Small, because where the pages stand in one long list pdf.js first looks at each of them. */
const rangeChunkSize = 16 * 1024;

export type OpenPdf = {
  document: PDFDocumentProxy;
  /** Rejects when the file cannot be read any further: pdf.js itself would wait forever. */
  failed: Promise<never>;
  close: () => void;
};

/** Opens a PDF of which only the parts are fetched that the shown pages need. */
export async function openPdf(file: { sizeBytes: number; read: ReadRange }): Promise<OpenPdf> {
  const pdfjs = await loadPdfjs();
  const failure = Promise.withResolvers<never>();
  // Whoever waits for a page hears of it.
  failure.promise.catch(() => {});
  let isClosed = false;
  const range = new pdfjs.PDFDataRangeTransport(file.sizeBytes, null);
  range.requestDataRange = (begin, end) => {
    file
      .read(begin, end)
      .then((chunk) => isClosed || range.onDataRange(begin, chunk), failure.reject);
  };
  const url = pdfjsUrl(pdfjs);
  const task = pdfjs.getDocument({
    range,
    disableAutoFetch: true,
    disableStream: true,
    rangeChunkSize,
    cMapUrl: `${url}cmaps/`,
    iccUrl: `${url}iccs/`,
    standardFontDataUrl: `${url}standard_fonts/`,
    wasmUrl: `${url}wasm/`,
  });
  const close = () => {
    isClosed = true;
    void task.destroy();
  };
  try {
    const document = await Promise.race([task.promise, failure.promise]);
    return { document, failed: failure.promise, close };
  } catch (error) {
    close();
    throw error;
  }
}
