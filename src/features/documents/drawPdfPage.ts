import type { PageViewport, PDFPageProxy } from 'pdfjs-dist';
import { loadPdfjs } from '#features/documents/loadPdfjs.ts';
import { locateQuote, rangesWithin } from '#features/documents/locateQuote.ts';
import { markRanges } from '#features/documents/markRanges.ts';
import { createOcrTextLayer, type OcrPage } from '#features/documents/ocrTextLayer.ts';
import { readThaiGlyphs } from '#shared/thaiGlyphs.ts';

/** As many as pdf.js's own viewer draws: 8,192 × 4,096. Beyond, the page is drawn less sharp. */
const maxCanvasPixels = 2 ** 25;

export type DrawnPage = {
  canvas: HTMLCanvasElement;
  /** To be laid over the canvas: the words, invisible, to be selected, copied and read aloud. */
  textLayer: HTMLElement;
  /** Of the quote, in the text layer. */
  marks: HTMLElement[];
  /** False for a picture of which no words are known. */
  hasText: boolean;
};

type DrawOptions = {
  viewport: PageViewport;
  quote: string | null;
  signal: AbortSignal;
  /** What was recognised on the page; null when it was not read as a picture. */
  readOcr: () => Promise<OcrPage | null>;
};

/** Draws a page as sharp as the screen is, with the quote marked where its words stand. */
export async function drawPdfPage(page: PDFPageProxy, options: DrawOptions): Promise<DrawnPage> {
  const [canvas, text] = await Promise.all([drawCanvas(page, options), drawText(page, options)]);
  return { canvas, ...text };
}

async function drawCanvas(
  page: PDFPageProxy,
  { viewport, signal }: Pick<DrawOptions, 'viewport' | 'signal'>,
): Promise<HTMLCanvasElement> {
  const { width, height } = viewport;
  const ratio = Math.min(window.devicePixelRatio, Math.sqrt(maxCanvasPixels / (width * height)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(width * ratio);
  canvas.height = Math.floor(height * ratio);
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] });
  const cancel = () => task.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
    return canvas;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

type DrawnText = Omit<DrawnPage, 'canvas'>;

/** The page's own words, or those that were recognised in its picture where its own do not do. */
async function drawText(page: PDFPageProxy, options: DrawOptions): Promise<DrawnText> {
  const { viewport, quote, readOcr } = options;
  const own = await drawOwnText(page, options);
  if (own.hasText && (quote === null || own.marks.length > 0)) return own;
  const ocr = await readOcr();
  if (ocr === null) return own;
  const shape = viewport.width / viewport.height;
  return { ...createOcrTextLayer(ocr, { quote, shape }), hasText: true };
}

async function drawOwnText(
  page: PDFPageProxy,
  { viewport, quote }: Pick<DrawOptions, 'viewport' | 'quote'>,
): Promise<DrawnText> {
  const [{ TextLayer }, content] = await Promise.all([loadPdfjs(), page.getTextContent()]);
  const items = content.items
    .filter((item) => 'str' in item)
    .map((item) => ({ ...item, str: readThaiGlyphs(item.str) }));
  const textLayer = document.createElement('div');
  textLayer.className = 'pdf-text';
  const layer = new TextLayer({
    textContentSource: { ...content, items },
    container: textLayer,
    viewport,
  });
  await layer.render();
  const texts = items.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str));
  const text = texts.join('');
  const ranges = quote === null ? [] : locateQuote(text, quote);
  let start = 0;
  const marks = texts.flatMap((itemText, index) => {
    const end = start + itemText.length;
    const local = rangesWithin(ranges, { start, end });
    start = end;
    const element = layer.textDivs[index];
    return element && local.length > 0 ? markRanges(element, local) : [];
  });
  return { textLayer, marks, hasText: text.trim() !== '' };
}
