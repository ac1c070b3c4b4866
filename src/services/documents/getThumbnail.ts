import { eq } from 'drizzle-orm';
import type { DocumentRef, DocumentThumbnail } from '#contract/documents.ts';
import { documentThumbnails } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';

export async function getThumbnail(
  ctx: CallContext,
  input: DocumentRef,
): Promise<DocumentThumbnail> {
  const { document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
  });
  const [thumbnail] = await ctx.db
    .select({ webp: documentThumbnails.webp })
    .from(documentThumbnails)
    .where(eq(documentThumbnails.document_id, document.id));
  if (!thumbnail) return { data_url: null };
  const base64 = Buffer.from(thumbnail.webp).toString('base64');
  return { data_url: `data:image/webp;base64,${base64}` };
}
