import { eq, inArray } from 'drizzle-orm';
import { currentVersion } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import { chunkEmbeddings, chunks, postings } from '#db/schema/chunks.ts';
import { documents } from '#db/schema/documents.ts';
import type { LockedVersion } from '#services/documents/lockVersions.ts';

/**
 * Has searches read the version that is current now, and no other. Clients know which one it is from what is
 * announced anyway, so this is not.
 */
export async function setCurrentVersion(
  tx: Transaction,
  versions: readonly LockedVersion[],
): Promise<void> {
  const current = currentVersion(versions);
  for (const { id, is_current } of versions)
    if (is_current !== (id === current?.id)) await setIsCurrent(tx, id, !is_current);
}

async function setIsCurrent(tx: Transaction, id: string, is_current: boolean): Promise<void> {
  const keys = tx.select({ key: chunks.key }).from(chunks).where(eq(chunks.document_id, id));
  await tx.update(documents).set({ is_current }).where(eq(documents.id, id));
  await tx.update(postings).set({ is_current }).where(eq(postings.document_id, id));
  await tx
    .update(chunkEmbeddings)
    .set({ is_current })
    .where(inArray(chunkEmbeddings.chunk_key, keys));
}
