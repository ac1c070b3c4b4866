import { parseDocument } from '#services/documents/parseDocument.ts';
import { runWorker } from './runWorker.ts';

await runWorker({
  jobType: 'parse',
  concurrency: 2,
  prepare: (ctx) => (job, run) => parseDocument(ctx, job, run),
});
