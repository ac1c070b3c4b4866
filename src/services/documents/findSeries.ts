import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';
import { lockVersions } from '#services/documents/lockVersions.ts';

export type DocumentName = {
  workspace_id: string;
  folder_path: string;
  file_name: string;
};

/**
 * Where a new file belongs: after the versions that have its name, or first of its own. Until the transaction
 * ends nobody else finds a place for that name.
 */
export async function findSeries(
  tx: Transaction,
  { workspace_id, folder_path, file_name }: DocumentName,
): Promise<{ series_id: string; version_number: number } | null> {
  await lockName(tx, [workspace_id, folder_path, file_name]);
  const [newest] = await tx
    .select({ series_id: documents.series_id })
    .from(documents)
    .where(
      and(
        eq(documents.workspace_id, workspace_id),
        eq(documents.folder_path, folder_path),
        eq(documents.file_name, file_name),
        isNull(documents.source_url),
      ),
    )
    .orderBy(desc(documents.id))
    .limit(1);
  return newest
    ? { series_id: newest.series_id, version_number: await nextNumber(tx, newest.series_id) }
    : null;
}

/** Until the transaction ends nobody else may give a document this name, or this address. */
export async function lockName(tx: Transaction, name: readonly string[]): Promise<void> {
  const key = JSON.stringify(name);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1))`);
}

/** The number of a version that is to become the newest. */
export async function nextNumber(tx: Transaction, seriesId: string): Promise<number> {
  return ((await lockVersions(tx, seriesId)).at(-1)?.version_number ?? 0) + 1;
}
