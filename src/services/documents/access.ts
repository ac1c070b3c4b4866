import { and, eq } from 'drizzle-orm';
import type { Document } from '#contract/documents.ts';
import type { Reader } from '#db/client.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import { workspaceMembers } from '#db/schema/workspaces.ts';
import { notFound } from '#services/errors.ts';
import { type Membership, requireMember } from '#services/workspaces/access.ts';
import type { Action } from '#contract/permissions.ts';

/**
 * The document, with the proof that the caller may have it.
 * @throws AppError NOT_FOUND when there is none or the caller is a stranger, FORBIDDEN for a role that may not do `to`
 */
export async function requireDocument(
  db: Pick<Reader, 'select'>,
  { userId, documentId, to }: { userId: string; documentId: string; to?: Action },
): Promise<{ document: Document; membership: Membership }> {
  const [document] = await db
    .select(documentColumns)
    .from(documents)
    .innerJoin(
      workspaceMembers,
      and(
        eq(workspaceMembers.workspace_id, documents.workspace_id),
        eq(workspaceMembers.user_id, userId),
      ),
    )
    .where(eq(documents.id, documentId));
  if (!document) throw notFound('Document');
  const membership = await requireMember(db, {
    userId,
    workspaceId: document.workspace_id,
    to,
  });
  return { document, membership };
}
