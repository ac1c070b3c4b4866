import { inArray } from 'drizzle-orm';
import { documents } from '#db/schema/documents.ts';
import { messages } from '#db/schema/messages.ts';
import type { ServiceContext } from '#services/context.ts';
import type { FileKey } from '#services/files/fileStore.ts';
import { removeFiles } from '#services/files/removeFiles.ts';
import { createdAt } from '#shared/uuid.ts';

/** An upload writes its file before its row, and is over by then. */
const graceMs = 60 * 60_000;
const filesPerBatch = 1_000;

/**
 * Removes files that belong to no document and no message: what a process left that died between a file and its row, or
 * between the end of a row and that of its file. Returns how many.
 */
export async function pruneFiles(
  { db, files }: Pick<ServiceContext, 'db' | 'files'>,
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - graceMs);
  await files.removeUnfinished(before);
  let pruned = 0;
  for await (const batch of batchesOf(files.list(), filesPerBatch)) {
    const settled = batch.filter(({ document_id }) => createdAt(document_id) < before);
    const ids = settled.map(({ document_id }) => document_id);
    const rows = await db
      .select({ id: documents.id })
      .from(documents)
      .where(inArray(documents.id, ids));
    // What customers have sent lies under the id of its message.
    const sent = await db
      .select({ id: messages.id })
      .from(messages)
      .where(inArray(messages.id, ids));
    const known = new Set([...rows, ...sent].map(({ id }) => id));
    const orphans = settled.filter(({ document_id }) => !known.has(document_id));
    await removeFiles(files, orphans);
    pruned += orphans.length;
  }
  return pruned;
}

async function* batchesOf(keys: AsyncIterable<FileKey>, size: number): AsyncGenerator<FileKey[]> {
  let batch: FileKey[] = [];
  for await (const key of keys) {
    batch.push(key);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
