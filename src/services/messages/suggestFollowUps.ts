import { and, asc, between, eq } from 'drizzle-orm';
import type { Citation } from '#contract/citations.ts';
import type { Message, MessageRef } from '#contract/messages.ts';
import { documentPages } from '#db/schema/documents.ts';
import { messages } from '#db/schema/messages.ts';
import { extractAnswer } from '#domain/answering/extractAnswer.ts';
import type { CallContext } from '#services/context.ts';
import { requireMessage } from '#services/messages/access.ts';
import { searchChunks } from '#services/search/searchChunks.ts';

const maxSuggestions = 3;
/** So many headings are looked at, since some lead to nothing that answers. */
const maxCandidates = 8;
const headingLengths = { least: 4, most: 80 };
const passageCount = 8;

/**
 * What could be asked next: the headings that stand after what an answer cites, on its page and the next ones,
 * as far as the documents answer them. None for what is no answer, or one without citations.
 */
export async function suggestFollowUps(ctx: CallContext, input: MessageRef): Promise<string[]> {
  const { message } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: input.message_id,
  });
  const [cited] = message.citations;
  if (message.role !== 'ai' || message.status !== 'done' || !cited) return [];
  const asked = await readQuestion(ctx, message);
  const suggestions: string[] = [];
  for (const heading of await headingsAfter(ctx, cited)) {
    if (suggestions.length === maxSuggestions) break;
    const isNew = !asked.toLowerCase().includes(heading.toLowerCase());
    if (isNew && (await isAnswered(ctx, message.workspace_id, heading))) suggestions.push(heading);
  }
  return suggestions;
}

async function readQuestion({ db }: CallContext, { reply_to_id }: Message): Promise<string> {
  if (reply_to_id === null) return '';
  const [question] = await db
    .select({ content: messages.content })
    .from(messages)
    .where(eq(messages.id, reply_to_id));
  return question?.content ?? '';
}

async function headingsAfter({ db }: CallContext, cited: Citation): Promise<string[]> {
  const { document_id, page_from, quote } = cited;
  const pages = await db
    .select({ page: documentPages.page, text: documentPages.text, blocks: documentPages.blocks })
    .from(documentPages)
    .where(
      and(
        eq(documentPages.document_id, document_id),
        between(documentPages.page, page_from, page_from + 2),
      ),
    )
    .orderBy(asc(documentPages.page));
  const headings = pages.flatMap(({ page, text, blocks }) => {
    const from = page === page_from ? text.indexOf(quote) + quote.length : 0;
    return blocks
      .filter(({ kind, start }) => kind === 'heading' && start >= from)
      .map(({ start, end }) => text.slice(start, end).replaceAll(/\s+/g, ' ').trim());
  });
  const { least, most } = headingLengths;
  return [...new Set(headings)]
    .filter(({ length }) => length >= least && length <= most)
    .slice(0, maxCandidates);
}

async function isAnswered(
  { db }: CallContext,
  workspaceId: string,
  query: string,
): Promise<boolean> {
  const passages = await searchChunks(db, { workspaceId, query, limit: passageCount });
  return extractAnswer({ text: query }, passages).length > 0;
}
