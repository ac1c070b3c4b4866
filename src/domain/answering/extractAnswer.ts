import { quotableSentences } from '#domain/answering/quotableSentences.ts';
import {
  contentTerms,
  coverage,
  hasTerm,
  indexTerms,
  type TermIndex,
  type Terms,
  weighTerms,
} from '#domain/answering/terms.ts';

/** A part of a document that may hold the answer. `score`: how well it matches, as retrieval by words has it. */
export type Passage = { text: string; score: number };

/** A sentence that answers, word for word, and the number of its passage, from 1. */
export type AnsweringSentence = { text: string; n: number };

export type Question = {
  text: string;
  /** The question before it, where it may only be understood together with that one. */
  before?: string | undefined;
};

// Chosen on XQuAD in four languages, as docs/adr/0020-answers-without-a-model.md tells.
const minRelevance = 0.37;
/** How much it counts against an answer that the second best passage is as good, and that the rest are. */
const secondCounts = 0.3;
const restCounts = 0.45;
const usualRivals = 7;
const usualShare = 0.5;
const maxSentences = 3;
/** A further sentence must tell nearly as much as the best one. */
const minShareOfBest = 0.7;
/** How much it counts what a sentence's passage tells beside the sentence itself. */
const passageShare = 0.3;
/** How fast trust falls with a passage's rank. */
const rankDamping = 0.15;
/** How much the question before counts in a follow-up. */
const contextShare = 0.5;
/** What a heading or question says counts for the sentence below it as well, if a little less. */
const introducedShare = 0.9;

type Sentence = {
  text: string;
  index: TermIndex;
  /** A heading or a question: it leads to an answer and is none. */
  introduces: boolean;
  /** With the heading or question above it, where there is one. */
  introduced: TermIndex | null;
};

type Scored = AnsweringSentence & { position: number; score: number };

/**
 * The sentences of the passages that best answer a question; none when no passage is about it. Passages
 * come best first, as retrieval ranks them.
 */
export function extractAnswer(
  question: Question,
  passages: readonly Passage[],
): AnsweringSentence[] {
  const context = contentTerms(question.before ?? '');
  const own = contentTerms(question.text);
  const asked = own.size > 0 ? own : context;
  const sentences = passages.map(({ text }) => readSentences(text));
  const indexes = sentences.flat().map(({ index }) => index);
  const weights = { asked: weighTerms(asked, indexes), context: weighTerms(context, indexes) };
  const scored = passages.map(({ text }, rank) =>
    scorePassage(indexTerms(text), sentences[rank] ?? [], weights),
  );
  const relevance = Math.max(0, ...scored.map((passage) => passage.relevance));
  if (relevance - rivalry(passages) < leastEvidence(asked)) return [];
  const ranked = scored
    .flatMap((passage, rank) =>
      passage.sentences.map((sentence) => ({
        ...sentence,
        n: rank + 1,
        score: sentence.score / (rank + 1) ** rankDamping,
      })),
    )
    .toSorted((one, other) => other.score - one.score);
  return inReadingOrder(chooseBest(ranked)).map(({ text, n }) => ({ text, n }));
}

/**
 * How close the other passages come to the best one, 0…1: where a question has an answer, one passage stands
 * out, and where it has none, many hold a word or two of it. Fewer passages than usual are no evidence.
 */
function rivalry(passages: readonly Passage[]): number {
  const [first = 0, ...others] = passages
    .map(({ score }) => score)
    .toSorted((one, other) => other - one);
  const shares = Array.from({ length: usualRivals }, (_, nth) =>
    first > 0 ? (others[nth] ?? first * usualShare) / first : 1,
  );
  const rest = shares.slice(1).reduce((sum, share) => sum + share, 0) / (usualRivals - 1);
  return secondCounts * (shares[0] ?? 0) + restCounts * rest;
}

function readSentences(passage: string): Sentence[] {
  const sentences = paragraphsOf(passage).flatMap((paragraph, index, { length }) => {
    const texts = quotableSentences(paragraph);
    const isHeading = texts.length === 1 && index < length - 1 && looksLikeHeading(texts[0] ?? '');
    return texts.map((text) => ({ text, introduces: isHeading || isQuestion(text) }));
  });
  return sentences.map(({ text, introduces }, position) => {
    const before = sentences[position - 1];
    return {
      text,
      introduces,
      index: indexTerms(text),
      introduced: before?.introduces ? indexTerms(`${before.text}\n${text}`) : null,
    };
  });
}

const paragraphsOf = (text: string) => text.split(/\n{2,}/);
const isQuestion = (sentence: string) => /[?？]$/.test(sentence);

const isUnspaced = /[\p{Script=Thai}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Short for its script, and without an end. */
function looksLikeHeading(line: string): boolean {
  return line.length < (isUnspaced.test(line) ? 36 : 80) && !/[.!;,。！…]$/.test(line);
}

type Weights = Record<'asked' | 'context', ReadonlyMap<string, number>>;

/** How much a passage tells of what is asked, and its sentences that tell some of it; none when it is about something else. */
function scorePassage(passage: TermIndex, sentences: readonly Sentence[], weights: Weights) {
  const told = sentences.map(({ index, introduced }) =>
    Math.max(
      coverage(weights.asked, index),
      introduced ? introducedShare * coverage(weights.asked, introduced) : 0,
    ),
  );
  const toldByPassage = coverage(weights.asked, passage);
  const relevance = (toldByPassage + Math.max(0, ...told)) / 2;
  if (relevance < minRelevance) return { relevance, sentences: [] };
  const base = passageShare * toldByPassage + contextShare * coverage(weights.context, passage);
  const telling = sentences.flatMap((sentence, position) => {
    const own = told[position] ?? 0;
    if (own === 0 || sentence.introduces || !saysMore(sentence.text, weights.asked)) return [];
    const context = contextShare * coverage(weights.context, sentence.index);
    return [{ text: sentence.text, position, score: own + base + context }];
  });
  return { relevance, sentences: telling };
}

/** What only repeats the question's words answers nothing. */
function saysMore(sentence: string, asked: Terms): boolean {
  const question = { words: new Set(asked.keys()), text: [...asked.keys()].join(' ') };
  return [...contentTerms(sentence).keys()].some((term) => !hasTerm(question, term));
}

function chooseBest(ranked: readonly Scored[]): Scored[] {
  const least = (ranked[0]?.score ?? 0) * minShareOfBest;
  const isFirst = ({ text }: Scored, index: number) =>
    ranked.findIndex((other) => other.text === text) === index;
  return ranked
    .filter((sentence, index) => sentence.score >= least && isFirst(sentence, index))
    .slice(0, maxSentences);
}

/** The passage of the best sentence first, and a passage's sentences as they stand in it. */
function inReadingOrder(chosen: readonly Scored[]): Scored[] {
  const passages = chosen.map(({ n }) => n);
  return chosen.toSorted(
    (one, other) =>
      passages.indexOf(one.n) - passages.indexOf(other.n) || one.position - other.position,
  );
}

/**
 * The evidence below which nothing is answered, so that of XQuAD's questions whose paragraph is missing 95 % are
 * met with silence. A passage holds more of a question by chance where its words are syllables, or are cut out
 * of a text without spaces.
 */
function leastEvidence(asked: Terms): number {
  const words = [...asked.keys()];
  const share = (isOf: (word: string) => boolean) => words.filter(isOf).length / words.length;
  if (share((word) => /\p{Script=Thai}/u.test(word)) > 0.5) return 0.265;
  if (share((word) => isUnspaced.test(word)) > 0.5) return 0.2;
  return share((word) => word.startsWith('=')) > 0.3 ? 0.26 : 0.09;
}
