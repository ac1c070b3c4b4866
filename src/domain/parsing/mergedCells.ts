/** From its first cell to its last, rows and columns from 0. */
export type MergedCell = Record<'s' | 'e', { r: number; c: number }>;

/** A merged cell says its words once more in each of its rows, up to as many. */
const maxMergedRows = 1_000;

/** In a sheet's rows, a missing one of which is empty: what is merged says its words wherever they count. */
export function fillMergedCells(rows: string[][], merged: readonly MergedCell[]): void {
  for (const cell of merged) fillMerged(rows, cell);
  for (const cell of merged) if (isGroup(rows, cell)) fillGroup(rows, cell);
}

/** A category that spans rows belongs to each of them. */
function fillMerged(rows: string[][], { s: from, e: to }: MergedCell): void {
  const text = rows[from.r]?.[from.c] ?? '';
  if (text === '' || to.r === from.r || to.r - from.r > maxMergedRows) return;
  for (let row = from.r + 1; row <= to.r; row += 1) {
    const cells = rows[row];
    if (!cells) continue;
    while (cells.length <= from.c) cells.push('');
    cells[from.c] = text;
  }
}

/** The name of a group of columns, each of which has a name of its own below it. */
function isGroup(rows: readonly string[][], { s: from, e: to }: MergedCell): boolean {
  const below = rows[from.r + 1]?.slice(from.c, to.c + 1) ?? [];
  return (
    from.r === to.r && to.c > from.c && below.length === to.c + 1 - from.c && !below.includes('')
  );
}

function fillGroup(rows: readonly string[][], { s: from, e: to }: MergedCell): void {
  const cells = rows[from.r];
  const text = cells?.[from.c] ?? '';
  if (!cells || text === '') return;
  while (cells.length <= to.c) cells.push('');
  cells.fill(text, from.c, to.c + 1);
}
