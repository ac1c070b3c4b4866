import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { UploadDocumentResult } from '#contract/documents.ts';
import { foreignKeyViolation, postgresCode } from '#db/postgresCode.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import { detectFileType } from '#domain/parsing/detectFileType.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { CallContext } from '#services/context.ts';
import { documentCreated } from '#services/documents/documentEvents.ts';
import { AppError, notFound } from '#services/errors.ts';
import { removeFiles } from '#services/files/removeFiles.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Keeps the file and queues its parsing. The same bytes in the same workspace are the document that is
 * there already. Whether the file can be read is found out by the parse job, not here.
 * @throws AppError PAYLOAD_TOO_LARGE, NOT_FOUND, FORBIDDEN for a viewer
 */
export async function uploadDocument(
  ctx: CallContext,
  input: { workspace_id: string; file: File },
): Promise<UploadDocumentResult> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'documents.write',
  });
  if (input.file.size > ctx.settings.maxUploadBytes) throw tooLarge(ctx.settings.maxUploadBytes);
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const existing = await findBySha256(ctx, workspaceId, sha256);
  if (existing) return { document: existing, duplicate: true };

  const file_name = cleanFileName(input.file.name);
  const mime_type = (await detectFileType(bytes, file_name)) ?? 'application/octet-stream';
  const key = { workspace_id: workspaceId, document_id: uuidv7() };
  // Before its row, so that a worker never finds a document without its file.
  await ctx.files.put(key, bytes);
  const document = await insertDocument(ctx, {
    id: key.document_id,
    workspace_id: workspaceId,
    file_name,
    mime_type,
    size_bytes: bytes.byteLength,
    sha256,
    created_by: ctx.caller.id,
  }).catch(async (error: unknown) => {
    await removeFiles(ctx.files, [key]);
    throw error;
  });
  if (document) return { document, duplicate: false };

  await removeFiles(ctx.files, [key]);
  const winner = await findBySha256(ctx, workspaceId, sha256);
  if (!winner) throw new AppError('CONFLICT', 'The same file was just removed. Upload it again.');
  return { document: winner, duplicate: true };
}

/** Null when another upload of the same bytes was first. */
async function insertDocument(ctx: CallContext, values: typeof documents.$inferInsert) {
  return ctx
    .withTransaction(async (tx) => {
      const [document] = await tx
        .insert(documents)
        .values(values)
        .onConflictDoNothing({ target: [documents.workspace_id, documents.sha256] })
        .returning(documentColumns);
      if (!document) return unchanged(null);
      const job = await enqueueJob(tx, {
        job_type: 'parse',
        workspace_id: document.workspace_id,
        document_id: document.id,
      });
      return announce(document, [documentCreated(document), ...(await jobChanged(tx, job))]);
    })
    .catch((error: unknown) => {
      // The workspace was removed between the check and the insert.
      if (postgresCode(error) === foreignKeyViolation) throw notFound('Workspace');
      throw error;
    });
}

async function findBySha256(ctx: CallContext, workspaceId: string, sha256: string) {
  const [document] = await ctx.db
    .select(documentColumns)
    .from(documents)
    .where(and(eq(documents.workspace_id, workspaceId), eq(documents.sha256, sha256)));
  return document ?? null;
}

/** Only for show: the last part of a path, without control characters, at most 255 characters. */
function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim();
  return Array.from(clean).slice(0, 255).join('') || 'Untitled';
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'PAYLOAD_TOO_LARGE',
    `The file is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`,
  );
}
