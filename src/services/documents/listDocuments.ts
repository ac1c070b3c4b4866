import { desc, eq } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { WorkspaceRef } from '#contract/workspaces.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** Newest first. */
export async function listDocuments(ctx: CallContext, input: WorkspaceRef): Promise<Document[]> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
  });
  return ctx.db
    .select(documentColumns)
    .from(documents)
    .where(eq(documents.workspace_id, workspaceId))
    .orderBy(desc(documents.id));
}
