import { decodeText } from '#domain/parsing/decodeText.ts';
import { paginateParts } from '#domain/parsing/layout.ts';
import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { tableBlocks } from '#domain/parsing/tableBlocks.ts';
import { must } from '#shared/must.ts';

const sniffedRows = 100;

/** One sheet; commas, semicolons, tabs or bars are told apart by what makes rows of equal length. */
export const parseCsv: Parser = async (bytes) => {
  const text = decodeText(bytes);
  if (text === null) throw new ParseFailure('broken');
  const { default: papaparse } = await import('papaparse');
  const [line = '', named] = /^sep=(.)\r?\n/.exec(text) ?? [];
  const rows = text.slice(line.length);
  const delimiter =
    // Excel's own way to name it, in a line that is no row.
    named ??
    tellDelimiter(
      (candidate) =>
        papaparse.parse<string[]>(rows, { delimiter: candidate, preview: sniffedRows }).data,
    );
  const { data } = papaparse.parse<string[]>(rows, { delimiter });
  return paginateParts([tableBlocks(data)]);
};

/** The one that makes the most rows of one width; papaparse's own guess gives up where some rows are empty. */
function tellDelimiter(split: (delimiter: string) => string[][]): string {
  const scores = [',', ';', '\t', '|'].map((delimiter) => {
    const widths = split(delimiter)
      .map(({ length }) => length)
      .filter((width) => width > 1);
    const counts = Map.groupBy(widths, (width) => width);
    return { delimiter, rows: Math.max(0, ...[...counts.values()].map(({ length }) => length)) };
  });
  const [best] = scores.toSorted((one, other) => other.rows - one.rows);
  return must(best, 'a delimiter').delimiter;
}
