const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Full stops that end no sentence: of a known short form, or of a name's first letter. */
const abbreviation =
  /(?<![\p{L}\p{N}])(?:e\.g|i\.e|etc|vs|cf|no|nr|dr|mr|mrs|ms|prof|fig|art|st|approx|\p{L})\.\s*$/iu;

/** Thai ends sentences and clauses with a space alone: parts of about this many UTF-16 units. */
const thaiLength = 150;
const thaiPause = /(?<=\p{Script=Thai})\s+(?=\p{Script=Thai})/gu;

/**
 * A text's sentences in order, each a slice of it without the white space around it. A line break ends a
 * sentence as well, as in lists and tables, but not in a wrapped paragraph.
 */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  let end = 0;
  for (const { segment, index } of segmenter.segment(joinWrappedLines(text))) {
    end = index + segment.length;
    if (abbreviation.test(segment) && !segment.endsWith('\n')) continue;
    sentences.push(...cutAtPauses(text.slice(start, end)));
    start = end;
  }
  sentences.push(...cutAtPauses(text.slice(start, end)));
  return sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** A line this long that ends in no full stop has been wrapped when the next one goes on in lower case. */
const wrappedLength = 40;

/** The text with its length unchanged, and a space for each line break inside a paragraph. */
function joinWrappedLines(text: string): string {
  const lines = text.split('\n');
  const width = Math.max(...lines.map((line) => line.trimEnd().length));
  return lines.reduce((joined, next, index) => {
    const line = lines[index - 1]?.trimEnd() ?? '';
    return joined + (isWrapped(line, next, width) ? ' ' : '\n') + next;
  });
}

/** Wrapped: the sentence plainly goes on, or the next word would not have fitted. */
function isWrapped(line: string, next: string, width: number): boolean {
  const isProse = line.length >= wrappedLength && !/[.!?:;|。！？…]$/u.test(line);
  if (!isProse || !/^\s*[\p{L}\p{N}(“"‘']/u.test(next) || next.includes(' | ')) return false;
  const firstWord = /^\s*\S+/.exec(next)?.[0].trim() ?? '';
  return /^\s*\p{Ll}/u.test(next) || line.length + 1 + firstWord.length > width;
}

function cutAtPauses(sentence: string): string[] {
  const ends = [...thaiPauses(sentence), sentence.length];
  return ends.map((end, index) => sentence.slice(ends[index - 1] ?? 0, end));
}

/** Ends of the parts of a Thai text, each long enough to say something. */
function thaiPauses(sentence: string): number[] {
  const ends: number[] = [];
  for (const { index } of sentence.matchAll(thaiPause)) {
    const isLongEnough = index - (ends.at(-1) ?? 0) >= thaiLength;
    if (isLongEnough && sentence.length - index >= thaiLength / 2) ends.push(index);
  }
  return ends;
}
