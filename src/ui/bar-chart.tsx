'use client';

import { scaleLinear } from 'd3-scale';
import { Chart, type ChartFrame } from '#ui/chart.tsx';

type BarChartProps = Omit<ChartFrame, 'ticks' | 'renderColumn'> & {
  /** For each slot an amount of each series; they stand upon each other. */
  values: readonly (readonly number[])[];
  formatTick: (value: number) => string;
  /** The least difference that is told: 1 for counts. */
  step?: number;
};

const tickCount = 3;

/** Counts or other amounts over time. */
export function BarChart({ values, formatTick, step = 1, ...frame }: BarChartProps) {
  const sums = values.map((parts) => parts.reduce((sum, part) => sum + part, 0));
  const scale = scaleLinear()
    .domain([0, Math.max(step, ...sums)])
    .nice(tickCount);
  return (
    <Chart
      {...frame}
      ticks={scale
        .ticks(tickCount)
        .filter((value) => isWhole(value / step))
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

/** But for what floating point adds. */
const isWhole = (value: number) => Math.abs(value - Math.round(value)) < 1e-6;

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
