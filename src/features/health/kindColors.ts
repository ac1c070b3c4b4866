import type { JobType } from '#contract/jobs.ts';

/** The same in every plot that tells kinds of work apart. */
export const kindColors: Record<JobType, string> = {
  parse: 'var(--chart-1)',
  ingest: 'var(--chart-2)',
  answer: 'var(--chart-3)',
};
