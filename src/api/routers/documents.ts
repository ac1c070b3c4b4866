import { z } from 'zod';
import {
  AddUrlInput,
  Document,
  DocumentPage,
  DocumentPageInput,
  DocumentRef,
  DocumentThumbnail,
  DocumentWithJobs,
  DownloadUrl,
  ListDocumentsInput,
  RemoveDocumentInput,
  UploadDocumentResult,
} from '#contract/documents.ts';
import { Id } from '#contract/primitives.ts';
import { procedure, router } from '#api/trpc.ts';
import { addUrl } from '#services/documents/addUrl.ts';
import { createDownloadUrl } from '#services/documents/createDownloadUrl.ts';
import { getDocument } from '#services/documents/getDocument.ts';
import { getDocumentPage } from '#services/documents/getPage.ts';
import { getThumbnail } from '#services/documents/getThumbnail.ts';
import { listDocuments } from '#services/documents/listDocuments.ts';
import { refetchDocument } from '#services/documents/refetchDocument.ts';
import { removeDocument } from '#services/documents/removeDocument.ts';
import { restoreDocument } from '#services/documents/restoreDocument.ts';
import { retryDocument } from '#services/documents/retryDocument.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';

const UploadForm = z
  .instanceof(FormData)
  .transform((form) => ({
    workspace_id: form.get('workspace_id'),
    file: form.get('file'),
    folder_path: form.get('folder_path'),
  }))
  .pipe(
    z.object({
      workspace_id: Id,
      file: z.instanceof(File),
      folder_path: z.string().max(4_096).nullable(),
    }),
  );

export const documentsRouter = router({
  list: procedure
    .input(ListDocumentsInput)
    .output(z.array(Document))
    .query(({ ctx, input }) => listDocuments(ctx, input)),
  get: procedure
    .input(DocumentRef)
    .output(DocumentWithJobs)
    .query(({ ctx, input }) => getDocument(ctx, input)),
  upload: procedure
    .input(UploadForm)
    .output(UploadDocumentResult)
    .mutation(({ ctx, input }) => uploadDocument(ctx, input)),
  addUrl: procedure
    .input(AddUrlInput)
    .output(UploadDocumentResult)
    .mutation(({ ctx, input }) => addUrl(ctx, input)),
  refetch: procedure
    .input(DocumentRef)
    .output(Document)
    .mutation(({ ctx, input }) => refetchDocument(ctx, input)),
  page: procedure
    .input(DocumentPageInput)
    .output(DocumentPage)
    .query(({ ctx, input }) => getDocumentPage(ctx, input)),
  thumbnail: procedure
    .input(DocumentRef)
    .output(DocumentThumbnail)
    .query(({ ctx, input }) => getThumbnail(ctx, input)),
  downloadUrl: procedure
    .input(DocumentRef)
    .output(DownloadUrl)
    .query(({ ctx, input }) => createDownloadUrl(ctx, input)),
  retry: procedure
    .input(DocumentRef)
    .output(Document)
    .mutation(({ ctx, input }) => retryDocument(ctx, input)),
  restore: procedure
    .input(DocumentRef)
    .output(Document)
    .mutation(({ ctx, input }) => restoreDocument(ctx, input)),
  remove: procedure
    .input(RemoveDocumentInput)
    .output(DocumentRef)
    .mutation(({ ctx, input }) => removeDocument(ctx, input)),
});
