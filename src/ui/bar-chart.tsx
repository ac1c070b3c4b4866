'use client';

import { scaleLinear } from 'd3-scale';
import { Chart, type ChartFrame } from '#ui/chart.tsx';

type BarChartProps = Omit<ChartFrame, 'ticks' | 'renderColumn'> & {
  /** For each slot a whole number of each series; they stand upon each other. */
  values: readonly (readonly number[])[];
  formatTick: (value: number) => string;
};

const tickCount = 3;

/** Counts over time. */
export function BarChart({ values, formatTick, ...frame }: BarChartProps) {
  const sums = values.map((parts) => parts.reduce((sum, part) => sum + part, 0));
  const scale = scaleLinear()
    .domain([0, Math.max(1, ...sums)])
    .nice(tickCount);
  return (
    <Chart
      {...frame}
      ticks={scale
        .ticks(tickCount)
        .filter(Number.isInteger)
        .map((value) => ({ at: scale(value), text: formatTick(value) }))}
      renderColumn={(slot) => (
        <div className="flex h-full flex-col-reverse gap-px">
          {values[slot]?.map((value, index) => (
            <Bar
              key={frame.series[index]?.name}
              share={scale(value)}
              color={frame.series[index]?.color}
            />
          ))}
        </div>
      )}
    />
  );
}

function Bar({ share, color }: { share: number; color: string | undefined }) {
  if (share === 0) return null;
  return (
    <div
      // What there is can be seen, however little it is beside the rest.
      className="min-h-[3px] shrink-0 rounded-[2px] transition-[height]"
      style={{ height: `${share * 100}%`, background: color }}
    />
  );
}
