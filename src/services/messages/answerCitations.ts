import { and, eq, gte, lte, or } from 'drizzle-orm';
import type { Message } from '#contract/messages.ts';
import type { SearchResult } from '#contract/search.ts';
import { documentPages } from '#db/schema/documents.ts';
import type { CitedPage } from '#domain/citations/findQuote.ts';
import { resolveCitations } from '#domain/citations/resolveCitations.ts';
import type { ServiceContext } from '#services/context.ts';
import { comparableText } from '#shared/comparableText.ts';
import { must } from '#shared/must.ts';

/**
 * An answer as it may be stored: only citations whose quote stands on a page are kept, with the page where
 * it stands, and the text refers to no other.
 */
export async function answerCitations(
  ctx: Pick<ServiceContext, 'db'>,
  { text, question }: { text: string; question: string },
  passages: readonly SearchResult[],
): Promise<Pick<Message, 'content' | 'citations'>> {
  const pages = await readPages(ctx, passages);
  const cited = passages.map((passage) => ({ text: passage.text, pages: pagesOf(passage, pages) }));
  const resolved = resolveCitations({ text, question, passages: cited });
  const citations = resolved.citations.map(({ n, passage, page, quote }) => {
    const { document_id, file_name, chunk_id } = must(passages[passage - 1], 'the cited passage');
    return { n, document_id, file_name, page_from: page, page_to: page, chunk_id, quote };
  });
  return { content: resolved.content, citations };
}

type StoredPage = CitedPage & { document_id: string };

function pagesOf({ document_id, page_from, page_to }: SearchResult, pages: StoredPage[]) {
  return pages.filter(
    (stored) =>
      stored.document_id === document_id && stored.page >= page_from && stored.page <= page_to,
  );
}

async function readPages(
  ctx: Pick<ServiceContext, 'db'>,
  passages: readonly SearchResult[],
): Promise<StoredPage[]> {
  if (passages.length === 0) return [];
  const ranges = passages.map(({ document_id, page_from, page_to }) =>
    and(
      eq(documentPages.document_id, document_id),
      gte(documentPages.page, page_from),
      lte(documentPages.page, page_to),
    ),
  );
  const rows = await ctx.db
    .select({
      document_id: documentPages.document_id,
      page: documentPages.page,
      text: documentPages.text,
    })
    .from(documentPages)
    .where(or(...ranges))
    .orderBy(documentPages.document_id, documentPages.page);
  return rows.map(({ text, ...page }) => ({ ...page, quotable: comparableText(text) }));
}
