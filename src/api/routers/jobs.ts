import { z } from 'zod';
import { Job, ListJobsInput } from '#contract/jobs.ts';
import { procedure, router } from '#api/trpc.ts';
import { listJobs } from '#services/jobs/listJobs.ts';

export const jobsRouter = router({
  list: procedure
    .input(ListJobsInput)
    .output(z.array(Job))
    .query(({ ctx, input }) => listJobs(ctx, input)),
});
