import type { DocumentRef, DownloadUrl } from '#contract/documents.ts';
import type { CallContext } from '#services/context.ts';
import { requireDocument } from '#services/documents/access.ts';

const lifeSeconds = 300;

/** A link to the file that works without a token, for five minutes. */
export async function createDownloadUrl(
  ctx: CallContext,
  input: DocumentRef,
): Promise<DownloadUrl> {
  const { document } = await requireDocument(ctx.db, {
    userId: ctx.caller.id,
    documentId: input.document_id,
  });
  const key = { workspace_id: document.workspace_id, document_id: document.id };
  const expiresAt = new Date(Date.now() + lifeSeconds * 1_000);
  const direct = await ctx.files.signedUrl(key, {
    fileName: document.file_name,
    seconds: lifeSeconds,
  });
  const url =
    direct ??
    `${ctx.settings.publicOrigin}/files/${await ctx.downloadLinks.sign({ ...key, file_name: document.file_name, mime_type: document.mime_type }, expiresAt)}`;
  return { url, expires_at: expiresAt.toISOString() };
}
