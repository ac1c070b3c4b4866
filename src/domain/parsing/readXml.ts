import { type CheerioAPI, load } from 'cheerio';
import { decodeText } from '#domain/parsing/decodeText.ts';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import type { ZipEntries } from '#domain/parsing/readZip.ts';

/**
 * An archive's XML file. Entities that it defines itself are not expanded: there is no bomb in them.
 * @throws ParseFailure broken when it is not there
 */
export function readXml(entries: ZipEntries, path: string): CheerioAPI {
  const bytes = entries.get(path);
  const text = bytes ? decodeText(bytes) : null;
  if (text === null) throw new ParseFailure('broken', `${path} is missing or no text`);
  return load(text, { xml: true });
}
