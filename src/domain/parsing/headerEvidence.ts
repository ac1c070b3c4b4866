/** A year and a number are also told apart, because years stand above numbers; what is neither is text. */
type Kind = 'text' | 'year' | 'period' | 'number';

type Rows = readonly (readonly string[])[];

/** Of a table: enough to tell what its columns hold. */
const sampledRows = 50;
/** Months, weeks or days by their numbers; fewer that count up are amounts by chance. */
const minCounted = 4;

/** Of the Gregorian and the Thai calendar, of an account or a forecast too: 2024, 2024-03, 2567, 2025E. */
const year = /^(19|20|25)\d{2}([-/.]\d{1,2}|[ABEFP])?$/;
const periods = [
  // 2024-01-15, 15/1/2024, 2024/25, 08:30, 08:30-09:30, 18–24
  /^\d{1,4}([-–/:]\d{1,4}){1,3}$/,
  // 15.1.2024, 15.01.
  /^\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})?$/,
  /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$/,
  // 2024 Q1, 1H24, 2024-W03, 15-Jan-24
  /^\d{1,4}[-/. ]?\p{L}{1,3}\.?[-/. ]?\d{1,4}$/u,
  // 15 Jan, 30 min
  /^\d{1,2}[-/. ]\p{L}{3}$/u,
];

/**
 * Whether a row names the columns of those below it: `kinds` when it is of another kind than they are, as words
 * or dates over numbers; `names` when it and they are words, none of which it shares with its column.
 */
export function headerEvidence(row: readonly string[], rows: Rows): 'kinds' | 'names' | 'none' {
  const below = rows.slice(0, sampledRows);
  if (below.length === 0 || !beginsWithName(row, below)) return 'none';
  const isCounted = countsAlone(row, below);
  const votes = row.map((name, column) => {
    const cells = below.map((under) => under[column] ?? '').filter(isTelling);
    return name === '' || cells.length === 0 ? 0 : vote(name, cells, isCounted);
  });
  if (votes.reduce((sum, each) => sum + each, 0) > 0) return 'kinds';
  const isWords = row.every((name) => kindOf(name) === 'text');
  return isWords && !below.some((cells) => sharesWord(cells, row)) ? 'names' : 'none';
}

function kindOf(text: string): Kind {
  if (!isValue(text)) return 'text';
  if (year.test(text)) return 'year';
  return periods.some((period) => period.test(text)) ? 'period' : 'number';
}

/** Starts with a digit, as numbers, amounts and dates do, and has hardly a letter in it. */
function isValue(text: string): boolean {
  const letters = text.replaceAll(/[^\p{L}]/gu, '').length;
  return /^[^\p{L}]*\p{N}/u.test(text) && letters <= 3;
}

/** Not a dash that stands for no value. */
const isTelling = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** For a header, against it, or neither: a number is a name only where they count up. */
function vote(name: string, below: readonly string[], isCounted: boolean): number {
  const kind = kindOf(name);
  if (isCounted && kind !== 'text') return 1;
  if (kind === 'number') return -1;
  const alike = below.filter((cell) => kindOf(cell) === kind).length;
  if (alike * 2 < below.length) return 1;
  return kind === 'text' ? 0 : -1;
}

/** Its first column has words as its name, or none. */
function beginsWithName(row: readonly string[], below: Rows): boolean {
  const column = Math.min(
    ...[row, ...below].map((cells) => cells.findIndex((cell) => cell !== '')),
  );
  return kindOf(row[column] ?? '') === 'text';
}

/** Whether its numbers count up by one, and those of most rows below it don't. */
function countsAlone(row: readonly string[], below: Rows): boolean {
  const columns = [...row.keys()].filter((column) => kindOf(row[column] ?? '') !== 'text');
  const countsUp = (cells: readonly string[]) =>
    columns
      .map((column) => countOf(cells[column] ?? ''))
      .every((count, nth, counts) => nth === 0 || count - (counts[nth - 1] ?? 0) === 1);
  return (
    columns.length >= minCounted &&
    countsUp(row) &&
    below.filter(countsUp).length * 2 < below.length
  );
}

/** 3 of `3`, `3rd` and `3月`. */
const countOf = (text: string) => Number(/^(\d+)\s?\p{L}{0,3}\.?$/u.exec(text)?.[1] ?? Number.NaN);

/** Not of a header that is printed once more. */
function sharesWord(cells: readonly string[], row: readonly string[]): boolean {
  const shared = row.filter((name, column) => name !== '' && cells[column] === name);
  return shared.length > 0 && shared.length < row.filter((name) => name !== '').length;
}
