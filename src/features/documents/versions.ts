import { currentVersion, type Document } from '#contract/documents.ts';

/** All versions of a document, newest first. */
export function versionsOf(
  { series_id }: Pick<Document, 'series_id'>,
  documents: readonly Document[],
): Document[] {
  return documents
    .filter((document) => document.series_id === series_id)
    .toSorted((one, other) => other.version_number - one.version_number);
}

/** Those that are or may become what is searched: an older version than the current one is left out. */
export function withoutSuperseded(documents: readonly Document[]): Document[] {
  const current = new Map<string, Document | null>();
  for (const [seriesId, versions] of Map.groupBy(documents, ({ series_id }) => series_id))
    current.set(seriesId, currentVersion(versions));
  return documents.filter(
    ({ series_id, version_number }) =>
      version_number >= (current.get(series_id)?.version_number ?? 0),
  );
}

/** One of each document: the current version, or the newest while none is. */
export function newestVersions(documents: readonly Document[]): Document[] {
  const groups = Map.groupBy(documents, ({ series_id }) => series_id);
  return Array.from(
    groups.values(),
    (versions) =>
      currentVersion(versions) ??
      versions.reduce((one, other) => (one.version_number > other.version_number ? one : other)),
  );
}

/** The current version, if the document is an older one. */
export function newerThan(document: Document, documents: readonly Document[]): Document | null {
  const current = currentVersion(versionsOf(document, documents));
  return current && current.version_number > document.version_number ? current : null;
}
