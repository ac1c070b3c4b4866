import { expect, test } from 'vitest';
import { english } from '#locales/testTranslator.ts';
import { describeJob, isWaitingToRetry } from '#features/jobs/describeJob.ts';

const describe = (job: Parameters<typeof describeJob>[0], nowMs: number) =>
  describeJob(job, nowMs, { t: english.jobs, locale: 'en' });
const nowMs = Date.parse('2026-05-20T10:00:00.000Z');
const job = {
  job_type: 'parse',
  status: 'queued',
  retry_count: 0,
  run_at: '2026-05-20T10:00:00.000Z',
} as const;

test('a first attempt is told without a number', () => {
  expect(describe(job, nowMs)).toBe('Waiting its turn');
  expect(describe({ ...job, status: 'running' }, nowMs)).toBe('Reading the pages');
  expect(isWaitingToRetry(job)).toBe(false);
});

test('a retry counts down to its attempt', () => {
  const retry = { ...job, retry_count: 1, run_at: '2026-05-20T10:00:07.400Z' };
  expect(describe(retry, nowMs)).toBe('Trying again in 8 sec · attempt 2 of 4');
  expect(describe(retry, nowMs + 60_000)).toBe('Trying again · attempt 2 of 4');
  expect(describe({ ...retry, status: 'running' }, nowMs)).toBe(
    'Reading the pages · attempt 2 of 4',
  );
  expect(isWaitingToRetry(retry)).toBe(true);
});

test('a long wait is told in minutes', () => {
  const retry = { ...job, retry_count: 3, run_at: '2026-05-20T10:02:00.000Z' };
  expect(describe(retry, nowMs)).toBe('Trying again in 2 min · attempt 4 of 4');
});
