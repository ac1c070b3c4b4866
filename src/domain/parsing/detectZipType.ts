import { listZip } from '#domain/parsing/readZip.ts';

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

/**
 * What an archive holds, by the paths in it and so also for templates and files with macros. Null for an
 * archive that is no document, or a damaged one.
 */
export function detectZipType(bytes: Uint8Array): (typeof marks)[number][1] | null {
  const paths = listZip(bytes);
  return marks.find(([mark]) => paths.some((path) => mark.test(path)))?.[1] ?? null;
}
