import type { LayoutBlock, ParsedPage as PdfPage } from '@llamaindex/liteparse';

/** Of a page's blocks at either end: a running head or foot has two lines at most. */
const edgeBlocks = 2;
const maxLength = 150;
/** Left and right pages may have their own, and chapters theirs. */
const minPages = 3;
const minShare = 0.2;
/** In points: headings that happen to be alike stand at different heights. */
const tolerance = 4;

/** The pages without what stands at the same place of many of them, page numbers aside the same words. */
export function withoutRunningHeads(pages: readonly PdfPage[]): PdfPage[] {
  const counts = new Map<string, number>();
  for (const { blocks = [] } of pages)
    for (const key of new Set(edgesOf(blocks).map(keyOf)))
      counts.set(key, (counts.get(key) ?? 0) + 1);
  const least = Math.max(minPages, pages.length * minShare);
  return pages.map((page) => {
    const edges = new Set(edgesOf(page.blocks ?? []));
    const isRunning = (block: LayoutBlock) =>
      edges.has(block) && (counts.get(keyOf(block)) ?? 0) >= least;
    const blocks = (page.blocks ?? []).filter((block) => !isRunning(block));
    return { ...page, blocks };
  });
}

function edgesOf(blocks: readonly LayoutBlock[]): LayoutBlock[] {
  return [...blocks.slice(0, edgeBlocks), ...blocks.slice(-edgeBlocks)].filter(
    ({ text, bbox }) => bbox && text !== undefined && text.length <= maxLength,
  );
}

function keyOf({ text = '', bbox }: LayoutBlock): string {
  return `${Math.round((bbox?.y ?? 0) / tolerance)} ${text.replaceAll(/\p{N}+|\b[ivxlc]+\b/giu, '#')}`;
}
