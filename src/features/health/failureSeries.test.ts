import { expect, test } from 'vitest';
import type { Health, RunFigures } from '#contract/health.ts';
import type { JobType } from '#contract/jobs.ts';
import { failureSeries, reasonColor } from '#features/health/failureSeries.ts';

const figures = (failed: number): RunFigures => ({
  success: 0,
  failed,
  retried: 0,
  stopped: 0,
  wait_ms: null,
  run_ms: null,
  first_text_ms: null,
  total_ms: null,
});
const job = (job_type: JobType, slots: readonly number[]): Health['jobs'][number] => ({
  job_type,
  whole: figures(slots.reduce((before, count) => before + count, 0)),
  slots: slots.map(figures),
});
const failure = (error_message: string, slots: number[]): Health['failures'][number] => ({
  job_type: 'parse',
  error_message,
  count: slots.reduce((before, count) => before + count, 0),
  slots,
  last_at: '2026-01-01T00:00:00.000Z',
  document_count: 0,
  documents: [],
});

const failures = ['a', 'b', 'c', 'd', 'e'].map((message, nth) => failure(message, [5 - nth, 1]));
const jobs = [job('parse', [15, 5]), job('ingest', [0, 2])];

test('the most frequent reasons stand for themselves, the others together', () => {
  const series = failureSeries({ by: 'reason', failures, jobs });
  expect(series.map(({ of, whole, slots }) => [of && 'error_message' in of, whole, slots])).toEqual(
    [
      [true, 6, [5, 1]],
      [true, 5, [4, 1]],
      [true, 4, [3, 1]],
      [null, 7, [3, 4]],
    ],
  );
  expect(series.map(({ color }) => color)).toEqual([0, 1, 2, 3].map(reasonColor));
});

test('where all are shown there are no others', () => {
  const one = failure('a', [1, 2]);
  const series = failureSeries({ by: 'reason', failures: [one], jobs: [job('parse', [1, 2])] });
  expect(series.map(({ of, whole }) => [of, whole])).toEqual([[one, 3]]);
});

test('by kind they are what the kinds of work count', () => {
  const series = failureSeries({ by: 'kind', failures, jobs });
  expect(series.map(({ whole, slots }) => [whole, slots])).toEqual([
    [20, [15, 5]],
    [2, [0, 2]],
  ]);
});
