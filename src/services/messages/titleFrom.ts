const titleLength = 60;

/** The text's first line, cut between graphemes. */
export function titleFrom(content: string): string {
  const line = content.split('\n', 1)[0]?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const graphemes = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  if (graphemes.length <= titleLength) return line;
  return `${graphemes
    .slice(0, titleLength - 1)
    .join('')
    .trimEnd()}…`;
}
