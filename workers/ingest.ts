import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { reindexDocuments } from '#services/search/reindexDocuments.ts';
import { workOnEmbeddings } from '#services/search/workOnEmbeddings.ts';
import { runWorker } from './runWorker.ts';

await runWorker({
  jobType: 'ingest',
  concurrency: 2,
  prepare: (ctx) => (job, run) => ingestDocument(ctx, job, run),
  alongside: async (ctx, options) => {
    await Promise.all([workOnEmbeddings(ctx, options), reindexDocuments(ctx, options)]);
  },
});
