import type { DownloadUrl } from '#contract/documents.ts';
import type { MessageRef } from '#contract/messages.ts';
import type { CallContext } from '#services/context.ts';
import { notFound } from '#services/errors.ts';
import { createFileUrl } from '#services/files/createFileUrl.ts';
import { requireMessage } from '#services/messages/access.ts';

/** A link to what a customer has sent, for members. @throws AppError NOT_FOUND, also until the file is here */
export async function createAttachmentUrl(
  ctx: CallContext,
  input: MessageRef,
): Promise<DownloadUrl> {
  const { message } = await requireMessage(ctx.db, {
    userId: ctx.caller.id,
    messageId: input.message_id,
  });
  const { id, workspace_id, attachment } = message;
  if (!attachment) throw notFound('Attachment');
  const { file_name, mime_type } = attachment;
  return createFileUrl(ctx, { workspace_id, document_id: id, file_name, mime_type });
}
