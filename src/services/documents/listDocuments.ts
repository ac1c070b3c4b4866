import { and, desc, eq, lt } from 'drizzle-orm';
import type { Document, ListDocumentsInput } from '#contract/documents.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Newest first. */
export async function listDocuments(
  ctx: CallContext,
  input: ListDocumentsInput,
): Promise<Document[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  const { before, limit } = input;
  const query = ctx.db
    .select(documentColumns)
    .from(documents)
    .where(
      and(
        eq(documents.workspace_id, workspaceId),
        before === undefined ? undefined : lt(documents.id, before),
      ),
    )
    .orderBy(desc(documents.id));
  return limit === undefined ? query : query.limit(limit);
}
