import { and, eq } from 'drizzle-orm';
import type { DocumentPage, DocumentPageInput } from '#contract/documents.ts';
import { documentPages } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { notFound } from '#services/errors.ts';

export async function getDocumentPage(
  ctx: CallContext,
  input: DocumentPageInput,
): Promise<DocumentPage> {
  const { document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
  });
  const [page] = await ctx.db
    .select({
      page: documentPages.page,
      text: documentPages.text,
      blocks: documentPages.blocks,
      ocr_words: documentPages.ocr_words,
    })
    .from(documentPages)
    .where(and(eq(documentPages.document_id, document.id), eq(documentPages.page, input.page)));
  if (!page) throw notFound('Page');
  return page;
}
