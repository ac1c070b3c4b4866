import type { Database } from '#db/client.ts';
import { extractAnswer } from '#domain/answering/extractAnswer.ts';
import { searchChunks } from '#services/search/searchChunks.ts';
import type { Collection } from './collections.ts';
import { must } from '#shared/must.ts';
import { fillWorkspace, placeOf, type Workspace } from './workspace.ts';

/** Answers without a model, of a workspace that holds every other document of a collection. */
export type AnswerScore = {
  collection: string;
  /** Of the questions whose document is missing, the share that is answered with no citation. */
  silent_without_document: number | null;
  /** The same of those that no document answers, whether what misleads is there or not. */
  silent_unanswerable: number | null;
  /** Of the others, the share that is answered, and of those the share that cites the document first. */
  answered_with_document: number | null;
  right_document: number | null;
};

const passageCount = 8;

/** Asks all questions of one half of the documents: half of those that have an answer have it there. A share of none is null. */
export async function scoreAnswers(db: Database, collection: Collection): Promise<AnswerScore> {
  const { name, documents, queries, unanswerable } = collection;
  const half = documents.map((document, index) =>
    index % 2 === 0 ? document : { title: '', text: '' },
  );
  const workspace = await fillWorkspace(db, [{ ...collection, documents: half }], null);
  const outcomes: { isThere: boolean; cited: readonly string[] | null; isRight: boolean }[] = [];
  for (const { text, relevant } of queries) {
    const cited = await citedPlaces(db, workspace, text);
    const places = new Set(Array.from(relevant, (index) => placeOf(name, index)));
    outcomes.push({
      isThere: [...relevant].some((index) => index % 2 === 0),
      cited,
      isRight: cited !== null && cited.some((place) => places.has(place)),
    });
  }
  const answers: (readonly string[] | null)[] = [];
  for (const text of unanswerable) answers.push(await citedPlaces(db, workspace, text));
  const there = outcomes.filter(({ isThere }) => isThere);
  const missing = outcomes.filter(({ isThere }) => !isThere);
  const answered = there.filter(({ cited }) => cited !== null);
  return {
    collection: name,
    silent_without_document: shareOf(missing, ({ cited }) => cited === null),
    silent_unanswerable: shareOf(answers, (cited) => cited === null),
    answered_with_document: shareOf(there, ({ cited }) => cited !== null),
    right_document: shareOf(answered, ({ isRight }) => isRight),
  };
}

const shareOf = <Row>(rows: readonly Row[], isCounted: (row: Row) => boolean) =>
  rows.length === 0 ? null : rows.filter(isCounted).length / rows.length;

/** What the passage covers that an answer cites first; null where nothing is answered. */
async function citedPlaces(
  db: Database,
  { id: workspaceId, covered }: Workspace,
  text: string,
): Promise<readonly string[] | null> {
  const found = await searchChunks(db, { workspaceId, query: text, limit: passageCount });
  const [first] = extractAnswer({ text }, found);
  if (!first) return null;
  const cited = must(found[first.n - 1], 'the passage that an answer cites');
  return must(covered.get(cited.chunk_id), 'what a passage covers');
}
