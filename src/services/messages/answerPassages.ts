import type { SearchResult } from '#contract/search.ts';
import { hasFewWords } from '#domain/answering/terms.ts';
import { fuseRankings } from '#domain/retrieval/fuseRankings.ts';
import type { ServiceContext } from '#services/context.ts';
import { searchPassages } from '#services/search/searchPassages.ts';
import { must } from '#shared/must.ts';

/** What is asked, and what was asked before as far as the question may lean on it. */
export type AskedQuestion = {
  workspaceId: string;
  text: string;
  before: string | undefined;
  /** The question as it reads without what was asked before. */
  standalone?: string | null;
  /** What may be answered from; absent: every document. */
  documentIds?: string[] | undefined;
};

/** A follow-up may follow a follow-up, but not for ever. */
const maxQuestionsBefore = 3;

/**
 * The last of the conversation's questions, with those before it that it may only be understood together
 * with. A language model understands more of them than a rule, so `always` gives it the one before.
 */
export function askedQuestion(
  questions: readonly { content: string; workspace_id: string }[],
  { always }: { always: boolean },
): AskedQuestion {
  const { content: text, workspace_id: workspaceId } = must(questions.at(-1), 'the question');
  const before: string[] = [];
  let leans = always || hasFewWords(text);
  for (const { content } of questions.slice(0, -1).slice(-maxQuestionsBefore).toReversed()) {
    if (!leans) break;
    before.unshift(content);
    leans = hasFewWords(content);
  }
  return { workspaceId, text, before: before.length > 0 ? before.join('\n') : undefined };
}

const passageCount = 8;

/**
 * The passages that may answer the question, best first: found by itself, and either by how it reads without the
 * conversation or together with the questions before it.
 */
export async function answerPassages(
  ctx: Pick<ServiceContext, 'db' | 'embedder'>,
  { workspaceId, documentIds, text, before, standalone }: AskedQuestion,
): Promise<SearchResult[]> {
  const inFull = standalone ?? (before === undefined ? text : `${before}\n${text}`);
  const queries = [...new Set([text, inFull])];
  const found = await Promise.all(
    queries.map((query) =>
      searchPassages(ctx, { workspaceId, documentIds, query, limit: passageCount }),
    ),
  );
  const byId = new Map(found.flat().map((passage) => [passage.chunk_id, passage]));
  return fuseRankings(
    found.map((results) => results.map(({ chunk_id, score }) => ({ key: chunk_id, score }))),
  )
    .slice(0, passageCount)
    .map(({ key }) => must(byId.get(key), 'a passage that was found'));
}
