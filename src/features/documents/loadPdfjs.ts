import type * as pdfjsDist from 'pdfjs-dist';

type Pdfjs = typeof pdfjsDist;

let loading: Promise<Pdfjs> | null = null;

/** pdf.js and where its parts are: half a megabyte that only those fetch who look at a PDF. */
export function loadPdfjs(): Promise<Pdfjs> {
  loading ??= load().catch((error: unknown) => {
    // A later attempt may find the network again.
    loading = null;
    throw error;
  });
  return loading;
}

/** Not the modern build: it needs browsers of this year. */
async function load(): Promise<Pdfjs> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = `${pdfjsUrl(pdfjs)}legacy/build/pdf.worker.min.mjs`;
  return pdfjs;
}

/** Where `src/http/pdfjs.ts` serves what belongs to this version. */
export const pdfjsUrl = ({ version }: Pdfjs) => `/pdfjs/${version}/`;
