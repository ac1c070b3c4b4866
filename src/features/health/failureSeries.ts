import type { Health } from '#contract/health.ts';
import type { JobType } from '#contract/jobs.ts';
import { kindColors } from '#features/health/kindColors.ts';

export type FailuresBy = 'reason' | 'kind';

type Failure = Health['failures'][number];

/** `of` is null for all reasons that have no colour of their own. */
export type FailureSeries = {
  of: Failure | { job_type: JobType } | null;
  color: string;
  whole: number;
  slots: readonly number[];
};

/** More could not be told apart. */
const reasonColors = ['var(--chart-1)', 'var(--chart-2)', 'var(--chart-3)'];
const otherColor = 'var(--muted-foreground)';

/** Of the `nth` of the reasons, the most frequent first. */
export const reasonColor = (nth: number) => reasonColors[nth] ?? otherColor;

/** What stands upon each other in the plot: kinds of work, or the most frequent reasons and the rest of them. */
export function failureSeries(props: {
  by: FailuresBy;
  failures: Health['failures'];
  jobs: Health['jobs'];
}): FailureSeries[] {
  const kinds = props.jobs.map(({ job_type, whole, slots }) => ({
    of: { job_type },
    color: kindColors[job_type],
    whole: whole.failed,
    slots: slots.map(({ failed }) => failed),
  }));
  if (props.by === 'kind') return kinds;
  const reasons = props.failures.slice(0, reasonColors.length).map((failure, nth) => ({
    of: failure,
    color: reasonColor(nth),
    whole: failure.count,
    slots: failure.slots,
  }));
  const rest = {
    of: null,
    color: otherColor,
    whole: restOf(
      kinds.map(({ whole }) => whole),
      reasons.map(({ whole }) => whole),
    ),
    slots: (props.jobs[0]?.slots ?? []).map((_, slot) =>
      restOf(
        kinds.map(({ slots }) => slots[slot] ?? 0),
        reasons.map(({ slots }) => slots[slot] ?? 0),
      ),
    ),
  };
  return rest.whole > 0 ? [...reasons, rest] : reasons;
}

const sum = (counts: readonly number[]) => counts.reduce((before, count) => before + count, 0);

/** Both are read one after the other, so the parts may be ahead of the whole for a moment. */
const restOf = (whole: readonly number[], parts: readonly number[]) =>
  Math.max(0, sum(whole) - sum(parts));
