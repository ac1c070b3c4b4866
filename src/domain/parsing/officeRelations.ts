import { archivePath } from '#domain/parsing/archivePath.ts';
import { readXml } from '#domain/parsing/readXml.ts';
import type { ZipEntries } from '#domain/parsing/readZip.ts';

export type Relation = {
  id: string;
  /** The last part of the relation's type, as `slide` or `notesSlide`. */
  type: string;
  /** In the archive. */
  path: string;
};

/** What a part of an Office file refers to inside of it. */
export function officeRelations(entries: ZipEntries, part: string): Relation[] {
  const at = part.lastIndexOf('/') + 1;
  const path = `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
  if (!entries.has(path)) return [];
  const $ = readXml(entries, path);
  return $('Relationship')
    .toArray()
    .filter((relation) => $(relation).attr('TargetMode') !== 'External')
    .map((relation) => ({
      id: $(relation).attr('Id') ?? '',
      type: ($(relation).attr('Type') ?? '').split('/').at(-1) ?? '',
      path: archivePath(part, $(relation).attr('Target') ?? ''),
    }));
}
