import { asc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '#db/client.ts';
import { documents } from '#db/schema/documents.ts';

const versionColumns = {
  id: documents.id,
  version_number: documents.version_number,
  status: documents.status,
  is_current: documents.is_current,
};

export type LockedVersion = Awaited<ReturnType<typeof lockVersions>>[number];

/**
 * All versions of a document, oldest first. Until the transaction ends nobody else numbers them or chooses the
 * current one: rows alone could not be locked for that, for a new version's is not there yet.
 */
export async function lockVersions(tx: Transaction, seriesId: string) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${seriesId}, 0))`);
  return tx
    .select(versionColumns)
    .from(documents)
    .where(eq(documents.series_id, seriesId))
    .orderBy(asc(documents.version_number));
}
