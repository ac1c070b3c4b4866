import { eq } from 'drizzle-orm';
import type { SearchResult } from '#contract/search.ts';
import { documents } from '#db/schema/documents.ts';
import { extractAnswer } from '#domain/answering/extractAnswer.ts';
import { quoteMarkdown } from '#domain/answering/quoteMarkdown.ts';
import type { ServiceContext } from '#services/context.ts';
import type { AskedQuestion } from '#services/messages/answerPassages.ts';

const nothingFound = 'I could not find an answer to that in the documents of this workspace.';
const noDocuments = 'There are no documents in this workspace yet that I could answer from.';

/** Without a language model: the sentences that answer best, quoted, one by one; else what `otherwise` gives. */
export async function* answerQuoting(
  question: AskedQuestion,
  passages: readonly SearchResult[],
  otherwise: () => string | Promise<string>,
): AsyncGenerator<string> {
  const sentences = extractAnswer(question, passages);
  if (sentences.length === 0) yield otherwise();
  for (const [index, { text, n }] of sentences.entries())
    yield `${index > 0 ? '\n\n' : ''}${quoteMarkdown(text)} [${n}]`;
}

/** What a member is told where the documents are silent. */
export async function nothingForMember(
  ctx: Pick<ServiceContext, 'db'>,
  workspaceId: string,
): Promise<string> {
  const some = await ctx.db
    .select({ id: documents.id })
    .from(documents)
    .where(eq(documents.workspace_id, workspaceId))
    .limit(1);
  return some.length > 0 ? nothingFound : noDocuments;
}
