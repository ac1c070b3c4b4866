import { and, eq, ne } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Transaction } from '#db/client.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import { FetchFailure } from '#domain/fetching/fetchFailure.ts';
import { JobError } from '#services/jobs/jobError.ts';

/**
 * The version of the same document that has the same bytes, if any.
 * @throws JobError when another document has them: the same bytes are one document
 */
export async function findSameContent(
  tx: Transaction,
  {
    id,
    workspace_id,
    series_id,
    sha256,
  }: Pick<Document, 'id' | 'workspace_id' | 'series_id' | 'sha256'>,
): Promise<Document | null> {
  const [same] = await tx
    .select(documentColumns)
    .from(documents)
    .where(
      and(
        eq(documents.workspace_id, workspace_id),
        eq(documents.sha256, sha256),
        ne(documents.id, id),
      ),
    );
  if (!same || same.series_id === series_id) return same ?? null;
  const failure = new FetchFailure('same_content');
  throw new JobError(failure.userMessage, { permanent: true, cause: failure });
}
