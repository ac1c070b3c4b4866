import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Document, UploadDocumentResult } from '#contract/documents.ts';
import { foreignKeyViolation, postgresCode } from '#db/postgresCode.ts';
import { documentColumns, documents } from '#db/schema/documents.ts';
import { detectFileType } from '#domain/parsing/detectFileType.ts';
import { enqueueJob } from '#jobs/enqueue.ts';
import type { CallContext } from '#services/context.ts';
import { documentCreated } from '#services/documents/documentEvents.ts';
import { type DocumentName, findSeries } from '#services/documents/findSeries.ts';
import { restoreDocument } from '#services/documents/restoreDocument.ts';
import { AppError, notFound } from '#services/errors.ts';
import { removeFiles } from '#services/files/removeFiles.ts';
import { jobChanged } from '#services/jobs/jobChanged.ts';
import { announce, unchanged } from '#services/transaction.ts';
import { requireMember } from '#services/workspaces/access.ts';
import { uuidv7 } from '#shared/uuid.ts';

/**
 * Keeps the file and queues its parsing, as a new version when there is one of its name in its folder. The same
 * bytes in the same workspace are the document that is there already; as an older version under their own
 * name, they are restored. Whether the file can be read is found out by the parse job, not here.
 * @throws AppError PAYLOAD_TOO_LARGE, NOT_FOUND, FORBIDDEN for a viewer
 */
export async function uploadDocument(
  ctx: CallContext,
  input: { workspace_id: string; file: File; folder_path?: string | null },
): Promise<UploadDocumentResult> {
  const { workspaceId } = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'documents.write',
  });
  if (input.file.size > ctx.settings.maxUploadBytes) throw tooLarge(ctx.settings.maxUploadBytes);
  const bytes = new Uint8Array(await input.file.arrayBuffer());
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = {
    workspace_id: workspaceId,
    folder_path: cleanFolderPath(input.folder_path ?? ''),
    file_name: cleanFileName(input.file.name),
  };
  const existing = await findBySha256(ctx, workspaceId, sha256);
  if (existing) return { document: await restoreUnder(ctx, existing, name), duplicate: true };

  const mime_type = (await detectFileType(bytes, name.file_name)) ?? 'application/octet-stream';
  const key = { workspace_id: workspaceId, document_id: uuidv7() };
  // Before its row, so that a worker never finds a document without its file.
  await ctx.files.put(key, bytes);
  const document = await insertDocument(ctx, {
    ...name,
    id: key.document_id,
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

type NewDocument = Omit<typeof documents.$inferInsert, 'series_id' | 'version_number'> &
  DocumentName;

/** Null when another upload of the same bytes was first. */
async function insertDocument(ctx: CallContext, values: NewDocument) {
  return ctx
    .withTransaction(async (tx) => {
      const place = (await findSeries(tx, values)) ?? { series_id: values.id };
      const [document] = await tx
        .insert(documents)
        .values({ ...values, ...place })
        .onConflictDoNothing({
          target: [documents.workspace_id, documents.sha256],
          where: sql`sha256 <> ''`,
        })
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

/** An older version that is uploaded again under its name is meant to be the newest. */
async function restoreUnder(ctx: CallContext, document: Document, name: DocumentName) {
  const { file_name, folder_path, source_url, status } = document;
  const isNamed = file_name === name.file_name && folder_path === name.folder_path;
  return isNamed && source_url === null && status === 'ingested'
    ? restoreDocument(ctx, { document_id: document.id })
    : document;
}

/** Only for show: the last part of a path, without control characters, at most 255 characters. */
function cleanFileName(name: string): string {
  return cleanParts(name).at(-1) || 'Untitled';
}

const maxFolderDepth = 30;

/** Only for show, too: where the file was in the folder that was uploaded. */
function cleanFolderPath(path: string): string {
  const folders = cleanParts(path).filter((part) => !/^\.{0,2}$/.test(part));
  return folders.slice(0, maxFolderDepth).join('/');
}

function cleanParts(path: string): string[] {
  return path
    .normalize('NFC')
    .split(/[/\\]/)
    .map((part) => part.replaceAll(/[\p{Cc}\p{Cs}]/gu, '').trim())
    .map((part) => Array.from(part).slice(0, 255).join(''));
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'PAYLOAD_TOO_LARGE',
    `The file is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`,
  );
}
