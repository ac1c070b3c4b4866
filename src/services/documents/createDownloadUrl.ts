import type { DocumentRef, DownloadUrl } from '#contract/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';
import { createFileUrl } from '#services/files/createFileUrl.ts';

/** A link to the file that works without a token, for five minutes. */
export async function createDownloadUrl(
  ctx: CallContext,
  input: DocumentRef,
): Promise<DownloadUrl> {
  const { document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
  });
  const { id, workspace_id, file_name, mime_type } = document;
  return createFileUrl(ctx, { workspace_id, document_id: id, file_name, mime_type });
}
