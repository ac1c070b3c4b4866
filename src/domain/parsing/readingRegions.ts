/** A piece of a line and where it stands on the page; y grows downwards. */
export type PlacedText = { text: string; x: number; y: number; width: number; height: number };

/** A white strip from top to bottom, or nearly so. */
type Gutter = { left: number; right: number };

/** Of a column: as many lines, of so many characters, and so many of them full. Cells of tables have less. */
const minLines = 5;
const minLineLength = 15;
const minFullShare = 0.5;
const fullWidth = 0.75;
/** In heights of a line. */
const minGutterWidth = 0.6;
/** A page with more white strips than that is a table. */
const maxGutters = 6;
/** Of the text's width: a wider piece stands over several columns, or there are none. */
const spanningWidth = 0.5;
/** Of a page's pieces, those that stand over several columns though they are not so wide: short titles. */
const maxSpanningShare = 0.02;

/**
 * The page's text in parts, in the order in which they are read: each column from top to bottom before the
 * next one, and what stands over all columns in between. One part where there are no columns.
 */
export function readingRegions<Item extends PlacedText>(items: readonly Item[]): Item[][] {
  const gutters = guttersOf(items);
  for (const gutter of gutters.length > maxGutters ? [] : gutters) {
    const bands = bandsAt(items, gutter);
    if (bands.some(({ columns }) => columns !== null))
      return bands.flatMap(({ items: band, columns }) =>
        columns ? columns.flatMap((column) => readingRegions(column)) : [band],
      );
  }
  return [[...items]];
}

function guttersOf(items: readonly PlacedText[]): Gutter[] {
  const start = Math.floor(Math.min(...items.map(({ x }) => x)));
  const end = Math.ceil(Math.max(...items.map(rightOf)));
  const covering = Array.from({ length: Math.max(end - start, 0) }, () => 0);
  const narrow = items.filter(({ width }) => width <= (end - start) * spanningWidth);
  for (const item of narrow)
    for (let x = Math.ceil(item.x) - start; x < Math.floor(rightOf(item)) - start; x += 1)
      covering[x] = (covering[x] ?? 0) + 1;
  const gutters: Gutter[] = [];
  let left: number | null = null;
  for (const [index, count] of covering.entries()) {
    const isWhite = count <= Math.max(narrow.length * maxSpanningShare, 1);
    if (isWhite) left ??= start + index;
    else if (left !== null) {
      gutters.push({ left, right: start + index });
      left = null;
    }
  }
  const minWidth = minGutterWidth * median(items.map(({ height }) => height));
  return gutters.filter((gutter) => gutter.right - gutter.left >= minWidth);
}

type Band<Item> = { items: Item[]; columns: [Item[], Item[]] | null };

/** From top to bottom, what stands on both sides of the gutter and what spans it. */
function bandsAt<Item extends PlacedText>(items: readonly Item[], gutter: Gutter): Band<Item>[] {
  const middle = (gutter.left + gutter.right) / 2;
  const isSpanning = (item: Item) => item.x < middle && rightOf(item) > middle;
  const bands: Band<Item>[] = [];
  for (const run of runsOf(
    items.toSorted((one, other) => middleOf(one) - middleOf(other)),
    isSpanning,
  )) {
    const left = run.filter((item) => rightOf(item) <= middle);
    const right = run.filter((item) => item.x >= middle);
    const columns: [Item[], Item[]] | null =
      isColumn(left) && (isColumn(right) || readingRegions(right).length > 1)
        ? [left, right]
        : null;
    const last = bands.at(-1);
    if (columns === null && last?.columns === null) last.items.push(...run);
    else bands.push({ items: run, columns });
  }
  return bands;
}

/** Cuts where the answer of `test` changes. */
function runsOf<Item>(items: readonly Item[], test: (item: Item) => boolean): Item[][] {
  const runs: Item[][] = [];
  let last: boolean | null = null;
  for (const item of items) {
    const is = test(item);
    if (is === last) runs.at(-1)?.push(item);
    else runs.push([item]);
    last = is;
  }
  return runs;
}

/** Whether it is written text, not the cells of a table. */
function isColumn(items: readonly PlacedText[]): boolean {
  const lines = linesOf(items);
  if (lines.length < minLines || median(lines.map(({ length }) => length)) < minLineLength)
    return false;
  const right = Math.max(...lines.map((line) => line.right));
  const width = right - Math.min(...lines.map(({ left }) => left));
  const full = lines.filter((line) => line.right - line.left >= width * fullWidth);
  return full.length >= lines.length * minFullShare;
}

function linesOf(items: readonly PlacedText[]) {
  const lines: { middle: number; left: number; right: number; length: number }[] = [];
  for (const item of items.toSorted((one, other) => middleOf(one) - middleOf(other))) {
    const line = lines.at(-1);
    if (line && middleOf(item) - line.middle < item.height / 2) {
      line.left = Math.min(line.left, item.x);
      line.right = Math.max(line.right, rightOf(item));
      line.length += item.text.length;
    } else
      lines.push({
        middle: middleOf(item),
        left: item.x,
        right: rightOf(item),
        length: item.text.length,
      });
  }
  return lines;
}

const rightOf = ({ x, width }: PlacedText) => x + width;
const middleOf = ({ y, height }: PlacedText) => y + height / 2;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
