import { ingestDocument } from '#services/documents/ingestDocument.ts';
import { workOnEmbeddings } from '#services/search/workOnEmbeddings.ts';
import { runWorker } from './runWorker.ts';

await runWorker({
  jobType: 'ingest',
  concurrency: 2,
  prepare: (ctx) => (job, run) => ingestDocument(ctx, job, run),
  alongside: workOnEmbeddings,
});
