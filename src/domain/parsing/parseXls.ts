import type { Parser } from '#domain/parsing/parsedDocument.ts';
import { readWorkbook } from '#domain/parsing/readWorkbook.ts';
import { sheetPages } from '#domain/parsing/sheetPages.ts';

/** A workbook of Excel 2003 or older, as one of today is read. */
export const parseXls: Parser = async (bytes) => sheetPages(await readWorkbook(bytes));
