import { eq, sql } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';

type StatusChange =
  | { status: 'pending' | 'parsed'; page_count?: number | null }
  | { status: 'ingested'; is_current: boolean }
  | { status: 'error'; error_message: string };

/** Null when the document is gone. */
export async function updateDocumentStatus(
  tx: Transaction,
  documentId: string,
  change: StatusChange,
): Promise<Document | null> {
  const [document] = await tx
    .update(documents)
    .set({
      error_message: null,
      ...change,
      updated_at: sql`now()`,
      version: sql`${documents.version} + 1`,
    })
    .where(eq(documents.id, documentId))
    .returning(documentColumns);
  return document ?? null;
}
