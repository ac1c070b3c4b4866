import { and, eq } from 'drizzle-orm';
import type { DocumentRef } from '#contract/documents.ts';
import { documents } from '#db/schema/documents.ts';
import { workspaceScope } from '#events/append.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { notFound } from '#services/errors.ts';
import { removeFiles } from '#services/files/removeFiles.ts';
import { announce } from '#services/transaction.ts';

/** With its file, pages, chunks and jobs. A worker that holds one finds its lease gone and writes nothing. */
export async function removeDocument(ctx: CallContext, input: DocumentRef): Promise<DocumentRef> {
  const { membership } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
    to: 'documents.write',
  });
  const { workspaceId } = membership;
  await ctx.withTransaction(async (tx) => {
    const removed = await tx
      .delete(documents)
      .where(and(eq(documents.workspace_id, workspaceId), eq(documents.id, input.document_id)))
      .returning({ id: documents.id });
    if (removed.length === 0) throw notFound('Document');
    return announce(null, [
      {
        scope: workspaceScope(workspaceId),
        event: {
          type: 'document.deleted',
          payload: { workspace_id: workspaceId, document_id: input.document_id },
        },
      },
    ]);
  });
  await removeFiles(ctx.files, [{ workspace_id: workspaceId, document_id: input.document_id }]);
  return { document_id: input.document_id };
}
