const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** Full stops that end no sentence. */
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|no|nr|dr|mr|mrs|ms|prof|fig|art|st|approx)|\b\p{Lu})\.\s*$/iu;

/** A text's sentences, word for word; a line break ends one as well, as in lists and tables. */
export function sentencesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const sentences: string[] = [];
    for (const { segment } of segmenter.segment(line)) {
      const previous = sentences.at(-1);
      if (previous !== undefined && abbreviation.test(previous))
        sentences[sentences.length - 1] = previous + segment;
      else sentences.push(segment);
    }
    return sentences
      .map((sentence) => sentence.trim())
      .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  });
}
