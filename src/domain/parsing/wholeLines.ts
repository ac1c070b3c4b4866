import type { TextItem } from '@llamaindex/liteparse';

/** In heights of a line: a wider gap parts cells, save in a line that is stretched to both edges of its column. */
const maxGap = 1;
const maxStretchedGap = 5;
/** Of an edge, in heights of a line. */
const edgeTolerance = 0.2;

/** The pieces of each line of a column as one, so that wide spaces are not taken for those of a table. */
export function wholeLines(items: readonly TextItem[]): TextItem[] {
  const left = Math.min(...items.map(({ x }) => x));
  const right = Math.max(...items.map(rightOf));
  return linesOf(items).flatMap((line) => {
    const [first] = line;
    const last = line.at(-1);
    if (!first || !last) return [];
    const tolerance = edgeTolerance * first.height;
    const isStretched = first.x - left <= tolerance && right - rightOf(last) <= tolerance;
    return joinNear(line, isStretched ? maxStretchedGap : maxGap);
  });
}

/** From top to bottom, each from left to right. */
export function linesOf(items: readonly TextItem[]): TextItem[][] {
  const lines: TextItem[][] = [];
  for (const item of items.toSorted((one, other) => bottomOf(one) - bottomOf(other))) {
    const line = lines.at(-1);
    const first = line?.[0];
    if (line && first && bottomOf(item) - bottomOf(first) < first.height / 3) line.push(item);
    else lines.push([item]);
  }
  return lines.map((line) => line.toSorted((one, other) => one.x - other.x));
}

function joinNear(line: readonly TextItem[], gap: number): TextItem[] {
  const joined: TextItem[] = [];
  for (const item of line) {
    const before = joined.at(-1);
    if (
      before &&
      before.fontSize === item.fontSize &&
      item.x - rightOf(before) <= gap * item.height
    ) {
      const text = `${before.text.trimEnd()} ${item.text.trimStart()}`;
      joined[joined.length - 1] = { ...before, text, width: rightOf(item) - before.x, words: [] };
    } else joined.push({ ...item, words: [] });
  }
  return joined;
}

const rightOf = ({ x, width }: TextItem) => x + width;
const bottomOf = ({ y, height }: TextItem) => y + height;
