import type { Database } from '#db/client.ts';
import { extractAnswer } from '#domain/answering/extractAnswer.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import type { Collection } from './collections.ts';
import { fillWorkspace, placeOf } from './workspace.ts';

/** Answers without a model, of a workspace that holds every other document of a collection. */
export type AnswerScore = {
  collection: string;
  /** Of the questions whose document is missing, the share that is answered with no citation. */
  silent_without_document: number;
  /** Of the others, the share that is answered, and of those the share that cites the document first. */
  answered_with_document: number;
  right_document: number;
};

const passageCount = 8;

/** Asks all questions of one half of the documents: half of them have an answer there. */
export async function scoreAnswers(db: Database, collection: Collection): Promise<AnswerScore> {
  const { name, documents, queries } = collection;
  const half = documents.map((document, index) =>
    index % 2 === 0 ? document : { title: '', text: '' },
  );
  const workspace = await fillWorkspace(db, [{ ...collection, documents: half }], null);
  const outcomes: { isThere: boolean; isAnswered: boolean; isRight: boolean }[] = [];
  for (const { text, relevant } of queries) {
    const found = await searchChunks(db, {
      workspaceId: workspace.id,
      query: text,
      limit: passageCount,
    });
    const [first] = extractAnswer({ text }, found);
    const cited = first && found[first.n - 1];
    const covered = cited ? (workspace.covered.get(cited.chunk_id) ?? []) : [];
    const places = new Set(Array.from(relevant, (index) => placeOf(name, index)));
    outcomes.push({
      isThere: [...relevant].some((index) => index % 2 === 0),
      isAnswered: first !== undefined,
      isRight: covered.some((place) => places.has(place)),
    });
  }
  const there = outcomes.filter(({ isThere }) => isThere);
  const missing = outcomes.filter(({ isThere }) => !isThere);
  const answered = there.filter(({ isAnswered }) => isAnswered);
  return {
    collection: name,
    silent_without_document:
      missing.filter(({ isAnswered }) => !isAnswered).length / missing.length,
    answered_with_document: answered.length / there.length,
    right_document: answered.filter(({ isRight }) => isRight).length / answered.length,
  };
}
