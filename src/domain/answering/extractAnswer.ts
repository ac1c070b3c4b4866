import { sentencesOf } from '#domain/answering/sentences.ts';
import { coverage, termsOf, weighTerms } from '#domain/answering/termWeights.ts';

/** A part of a document that may hold the answer. */
export type Passage = { text: string };

/** A sentence that answers, word for word, and the number of its passage, from 1. */
export type AnsweringSentence = { text: string; n: number };

const maxSentences = 3;

/** Below this share of the question's terms a passage is about something else. */
const minPassageCoverage = 0.45;

/** A further sentence must tell nearly as much as the best one. */
const minShareOfBest = 0.6;

/**
 * The sentences of the passages that best answer a question; none when no passage is about it. Passages
 * come best first, as retrieval ranks them, and that order breaks ties.
 */
export function extractAnswer(question: string, passages: readonly Passage[]): AnsweringSentence[] {
  const asked = contentTerms(question);
  const candidates = passages.flatMap(({ text }, index) =>
    sentencesOf(text).map((sentence, position) => ({
      text: sentence,
      n: index + 1,
      position,
      terms: termsOf(sentence),
    })),
  );
  const weigh = weighTerms(candidates.map(({ terms }) => terms));
  const passageTerms = passages.map(({ text }) => termsOf(text));
  const relevant = new Set(
    passageTerms.flatMap((terms, index) =>
      coverage(asked, terms, weigh) >= minPassageCoverage ? [index + 1] : [],
    ),
  );
  const scored = candidates
    .filter(({ n }) => relevant.has(n))
    .map((candidate) => ({
      ...candidate,
      score: coverage(asked, candidate.terms, weigh) / candidate.n ** 0.15,
    }))
    .toSorted((one, other) => other.score - one.score);
  const best = scored[0]?.score ?? 0;
  if (best === 0) return [];
  const texts = new Set<string>();
  return scored
    .filter(
      ({ text, score }) => score >= best * minShareOfBest && !texts.has(text) && texts.add(text),
    )
    .slice(0, maxSentences)
    .toSorted((one, other) => one.n - other.n || one.position - other.position)
    .map(({ text, n }) => ({ text, n }));
}

/** Words that ask, and so tell nothing of what is asked about. */
const askingWords = new Set(
  (
    'a an and are at be by can could did do does for from give had has have how i in is it may me my of on or our please should ' +
    'tell that the their there they this to was we were what when where which who whom whose why will with would you your much many'
  ).split(' '),
);

function contentTerms(question: string): Set<string> {
  const terms = termsOf(question);
  const content = new Set([...terms].filter((term) => !askingWords.has(term)));
  return content.size > 0 ? content : terms;
}
