import type { PageViewport, PDFPageProxy } from 'pdfjs-dist';
import { loadPdfjs } from '#features/documents/loadPdfjs.ts';
import { locateQuote, rangesWithin, splitAtRanges } from '#features/documents/locateQuote.ts';
import type { TextRange } from '#shared/comparableText.ts';
import { readThaiGlyphs } from '#shared/thaiGlyphs.ts';

/** As many as pdf.js's own viewer draws: 8,192 × 4,096. Beyond, the page is drawn less sharp. */
const maxCanvasPixels = 2 ** 25;

export type DrawnPage = {
  canvas: HTMLCanvasElement;
  /** To be laid over the canvas: the words, invisible, to be selected, copied and read aloud. */
  textLayer: HTMLElement;
  /** Of the quote, in the text layer. */
  marks: HTMLElement[];
  /** False for a scan. */
  hasText: boolean;
};

/** Draws a page as sharp as the screen is, with the quote marked where its words stand. */
export async function drawPdfPage(
  page: PDFPageProxy,
  options: { viewport: PageViewport; quote: string | null; signal: AbortSignal },
): Promise<DrawnPage> {
  const [canvas, text] = await Promise.all([drawCanvas(page, options), drawText(page, options)]);
  return { canvas, ...text };
}

async function drawCanvas(
  page: PDFPageProxy,
  { viewport, signal }: { viewport: PageViewport; signal: AbortSignal },
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

async function drawText(
  page: PDFPageProxy,
  { viewport, quote }: { viewport: PageViewport; quote: string | null },
): Promise<Omit<DrawnPage, 'canvas'>> {
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

function markRanges(element: HTMLElement, ranges: readonly TextRange[]): HTMLElement[] {
  const marks: HTMLElement[] = [];
  const nodes = splitAtRanges(element.textContent, ranges).map(({ text, isMarked }) => {
    if (!isMarked) return text;
    const mark = document.createElement('mark');
    mark.textContent = text;
    marks.push(mark);
    return mark;
  });
  element.replaceChildren(...nodes);
  return marks;
}
