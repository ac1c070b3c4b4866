import { and, eq, inArray } from 'drizzle-orm';
import type { DocumentRef, RemoveDocumentInput } from '#contract/documents.ts';
import { documents } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { documentDeleted } from '#services/documents/documentEvents.ts';
import { lockVersions } from '#services/documents/lockVersions.ts';
import { setCurrentVersion } from '#services/documents/setCurrentVersion.ts';
import { notFound } from '#services/errors.ts';
import { removeFiles } from '#services/files/removeFiles.ts';
import { listNotified } from '#services/notifications/listNotified.ts';
import { announce } from '#services/transaction.ts';

/**
 * With its file, pages, chunks and jobs; the version before it is then current again. A worker that holds one
 * of the jobs finds its lease gone and writes nothing.
 */
export async function removeDocument(
  ctx: CallContext,
  input: RemoveDocumentInput,
): Promise<DocumentRef> {
  const { membership, document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
    to: 'documents.write',
  });
  const { workspaceId: workspace_id } = membership;
  const removed = await ctx.withTransaction(async (tx) => {
    const versions = await lockVersions(tx, document.series_id);
    const isMeant = ({ id }: { id: string }) => input.all_versions === true || id === document.id;
    const ids = versions.filter(isMeant).map(({ id }) => id);
    const notified = await listNotified(tx, { documentIds: ids });
    const rows = await tx
      .delete(documents)
      .where(and(eq(documents.workspace_id, workspace_id), inArray(documents.id, ids)))
      .returning({ id: documents.id });
    await setCurrentVersion(
      tx,
      versions.filter((version) => !isMeant(version)),
    );
    const [first, ...rest] = rows.map(({ id }) => documentDeleted({ id, workspace_id }));
    if (!first) throw notFound('Document');
    const told = [first, ...rest].flatMap(({ event }) =>
      notified.map((scope) => ({ scope, event })),
    );
    return announce(rows, [first, ...rest, ...told]);
  });
  await removeFiles(
    ctx.files,
    removed.map(({ id: document_id }) => ({ workspace_id, document_id })),
  );
  return { document_id: input.document_id };
}
