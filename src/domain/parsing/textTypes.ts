/** The kinds of text that their content does not tell apart, with the endings that tell them. The first is given. */
const endings = [
  ['text/html', ['html', 'htm', 'xhtml']],
  ['text/markdown', ['md', 'markdown', 'mdown']],
  ['text/csv', ['csv']],
  ['text/tab-separated-values', ['tsv', 'tab']],
  ['application/json', ['json', 'jsonl', 'ndjson', 'geojson']],
] as const;
type NamedTextType = (typeof endings)[number][0];

const typeByEnding = new Map(
  endings.flatMap(([type, names]) => names.map((name): [string, NamedTextType] => [name, type])),
);

/** Other names by which servers call them. */
const synonyms = new Map<string, NamedTextType>([
  ['application/xhtml+xml', 'text/html'],
  ['text/x-markdown', 'text/markdown'],
  ['application/csv', 'text/csv'],
  ['text/comma-separated-values', 'text/csv'],
  ['application/x-ndjson', 'application/json'],
  ['application/jsonl', 'application/json'],
]);

/** Null for a name that tells nothing about the text. */
export function textTypeByName(fileName: string): NamedTextType | null {
  const [, ending = ''] = /\.([a-z]+)$/i.exec(fileName) ?? [];
  return typeByEnding.get(ending.toLowerCase()) ?? null;
}

/** What a name must end in, so that its text is taken for this type; null where the content tells. */
export function endingFor(mimeType: string): string | null {
  const type = synonyms.get(mimeType) ?? mimeType;
  return endings.find(([known]) => known === type)?.[1][0] ?? null;
}
