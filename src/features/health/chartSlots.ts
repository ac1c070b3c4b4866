import type { HealthDays } from '#contract/health.ts';
import type { ChartFrame, ChartSlot } from '#ui/chart.tsx';

/** What all plots of the page have in common. */
export type PlotFrame = Pick<ChartFrame, 'slots' | 'wholeName' | 'words'>;

/** The hours or days as people call them. */
export function chartSlots(
  starts: readonly string[],
  days: HealthDays,
  locale: string,
): ChartSlot[] {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const name = format(
    days === 1
      ? { weekday: 'short', hour: 'numeric', minute: '2-digit' }
      : { weekday: 'short', day: 'numeric', month: 'short' },
  );
  const short = format(
    days === 1
      ? { hour: 'numeric' }
      : days === 7
        ? { weekday: 'short' }
        : { day: 'numeric', month: 'short' },
  );
  return starts.map((start) => {
    const date = new Date(start);
    return { name: name.format(date), short: short.format(date) };
  });
}
