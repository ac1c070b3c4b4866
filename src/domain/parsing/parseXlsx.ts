import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { storeZip } from '#domain/parsing/readZip.ts';
import { readWorkbook } from '#domain/parsing/readWorkbook.ts';
import { sheetPages } from '#domain/parsing/sheetPages.ts';

/** A page for each sheet, hidden ones too: values as the sheet shows them, each with its column's name. */
export const parseXlsx: Parser = async (bytes) =>
  sheetPages(
    await readWorkbook(
      storeZip(bytes, (path) => /\.(xml|rels|bin)$/i.test(path) && !/(^|\/)vbaProject/i.test(path)),
    ),
  );
