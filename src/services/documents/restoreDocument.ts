import { and, eq, sql } from 'drizzle-orm';
import type { Document, DocumentRef } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { documentStatusUpdated } from '#services/documents/documentEvents.ts';
import { lockVersions } from '#services/documents/lockVersions.ts';
import { setCurrentVersion } from '#services/documents/setCurrentVersion.ts';
import { AppError, notFound } from '#services/errors.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { must } from '#shared/must.ts';

/**
 * Makes a version the newest one again, which is then searched at once. The one that is the newest stays so.
 * @throws AppError CONFLICT when it is not ingested
 */
export async function restoreDocument(ctx: CallContext, input: DocumentRef): Promise<Document> {
  const { document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
    to: 'documents.write',
  });
  return ctx.withTransaction(async (tx) => {
    const restored = await makeNewest(tx, document);
    return restored
      ? announce(restored, [documentStatusUpdated(restored)])
      : unchanged(await readDocument(tx, document));
  });
}

/** Null when it is the newest already. */
export async function makeNewest(
  tx: Transaction,
  { id, workspace_id, series_id }: Document,
): Promise<Document | null> {
  const versions = await lockVersions(tx, series_id);
  const version = versions.find((each) => each.id === id);
  if (!version) throw notFound('Document');
  if (version.status !== 'ingested')
    throw new AppError('CONFLICT', 'Only a version that is ready can be restored');
  const newest = must(versions.at(-1), 'the version itself');
  if (newest.id === id) return null;
  const version_number = newest.version_number + 1;
  const [restored] = await tx
    .update(documents)
    .set({ version_number, updated_at: sql`now()`, version: sql`${documents.version} + 1` })
    .where(and(eq(documents.workspace_id, workspace_id), eq(documents.id, id)))
    .returning(documentColumns);
  await setCurrentVersion(
    tx,
    versions.map((each) => (each.id === id ? { ...each, version_number } : each)),
  );
  return must(restored, 'the locked version');
}

async function readDocument(tx: Transaction, { id, workspace_id }: Document): Promise<Document> {
  const [document] = await tx
    .select(documentColumns)
    .from(documents)
    .where(and(eq(documents.workspace_id, workspace_id), eq(documents.id, id)));
  return must(document, 'the locked version');
}
