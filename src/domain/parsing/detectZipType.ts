import { ParseFailure } from '#domain/parsing/parseFailure.ts';
import { listZip, readZip } from '#domain/parsing/readZip.ts';

/** The first path that an archive has tells what it is. */
const marks = [
  [
    /^word\/document\d*\.xml$/i,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  [
    /^ppt\/presentation\.xml$/i,
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  [
    /^xl\/workbook\.(xml|bin)$/i,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  [/^META-INF\/container\.xml$/, 'application/epub+zip'],
] as const;

/** What OpenDocument says of itself in an entry of its own. */
const openDocumentTypes = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
] as const;

type ZipType = (typeof marks)[number][1] | (typeof openDocumentTypes)[number];

/**
 * What an archive holds, by the paths in it and so also for templates and files with macros. Null for an
 * archive that is no document, or a damaged one.
 */
export function detectZipType(bytes: Uint8Array): ZipType | null {
  const paths = listZip(bytes);
  const marked = marks.find(([mark]) => paths.some((path) => mark.test(path)))?.[1];
  if (marked || !paths.includes('content.xml')) return marked ?? null;
  const stated = statedType(bytes).replace(/-template$/, '');
  return openDocumentTypes.find((known) => known === stated) ?? null;
}

/** An upload only asks what a file is: nothing large is inflated for that. */
const limits = { maxInflatedBytes: 1_024, maxEntries: 20_000 };

function statedType(bytes: Uint8Array): string {
  try {
    const entries = readZip(bytes, (path) => path === 'mimetype', limits);
    return Buffer.from(entries.get('mimetype') ?? '')
      .toString('latin1')
      .trim();
  } catch (error) {
    if (error instanceof ParseFailure) return '';
    throw error;
  }
}
