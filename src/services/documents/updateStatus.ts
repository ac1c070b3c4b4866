import { and, eq, ne, sql } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import type { FileFacts } from '#services/documents/fetchFile.ts';

type StatusChange =
  | { status: 'pending' }
  | ({ status: 'parsed'; page_count?: number } & Partial<FileFacts>)
  | { status: 'ingested'; is_current: boolean }
  | { status: 'error'; error_message: string };

/** Null when the document is gone; or was to be in error, but can be read and is to stay so. */
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
    .where(
      and(
        eq(documents.id, documentId),
        change.status === 'error' ? ne(documents.status, 'ingested') : undefined,
      ),
    )
    .returning(documentColumns);
  return document ?? null;
}
