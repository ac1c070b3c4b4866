import { type CheerioAPI, load } from 'cheerio';
import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { readXml } from '#domain/parsing/readXml.ts';
import { readZip } from '#domain/parsing/readZip.ts';

/** A file of LibreOffice and its kin, as OASIS OpenDocument 1.3 describes it: what it says, and its styles. */
export type OpenDocument = { $: CheerioAPI; $styles: CheerioAPI };

/** What is not part of what a document says: comments, deleted text, readings above words, descriptions. */
const unsaid =
  'office\\:annotation, office\\:annotation-end, text\\:tracked-changes, text\\:ruby-text, office\\:forms, ' +
  'svg\\:title, svg\\:desc';

/** @throws ParseFailure encrypted, or as `readZip` does */
export function readOpenDocument(bytes: Uint8Array): OpenDocument {
  const entries = readZip(bytes, (path) => /^(content|styles|META-INF\/manifest)\.xml$/.test(path));
  const isLocked =
    entries.has('META-INF/manifest.xml') &&
    readXml(entries, 'META-INF/manifest.xml')('manifest\\:encryption-data').length > 0;
  if (isLocked) throw new ParseFailure('encrypted');
  const $ = readXml(entries, 'content.xml');
  $(unsaid).remove();
  const hasStyles = entries.has('styles.xml');
  return { $, $styles: hasStyles ? readXml(entries, 'styles.xml') : load('', { xml: true }) };
}
