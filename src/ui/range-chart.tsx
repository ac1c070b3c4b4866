'use client';

import { scaleLog } from 'd3-scale';
import { Chart, type ChartFrame } from '#ui/chart.tsx';

/** Milliseconds: half of all were quicker than `p50`, all but a twentieth quicker than `p95`. */
type Range = { p50: number; p95: number };

type RangeChartProps = Omit<ChartFrame, 'ticks' | 'renderColumn'> & {
  /** For each slot the range of each series; null where nothing was measured. */
  ranges: readonly (readonly (Range | null)[])[];
  formatTick: (ms: number) => string;
};

/** A thousandth of a second to a day: times of work differ by so much that only a logarithm shows them all. */
const lines = [
  1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000, 86_400_000, 864_000_000,
];

/** Times over time: each bar goes from p50 to p95. */
export function RangeChart({ ranges, formatTick, ...frame }: RangeChartProps) {
  const all = ranges.flat().flatMap((range) => (range ? [range.p50, range.p95] : []));
  const shown = linesAround(all);
  const scale = scaleLog()
    .domain([shown[0] ?? 1, shown.at(-1) ?? 10])
    .clamp(true);
  return (
    <Chart
      {...frame}
      ticks={shown.map((ms) => ({ at: scale(ms), text: formatTick(ms) }))}
      renderColumn={(slot) => (
        <div className="flex h-full justify-center gap-px">
          {ranges[slot]?.map((range, index) => (
            <div key={frame.series[index]?.name} className="relative h-full w-full max-w-3">
              {range && (
                <RangeBar
                  from={scale(range.p50)}
                  to={scale(range.p95)}
                  color={frame.series[index]?.color}
                />
              )}
            </div>
          ))}
        </div>
      )}
    />
  );
}

function RangeBar({ from, to, color }: { from: number; to: number; color: string | undefined }) {
  return (
    <div
      className="absolute inset-x-0 min-h-[5px] rounded-[2px]"
      style={{ bottom: `${from * 100}%`, height: `${(to - from) * 100}%`, background: color }}
    />
  );
}

/** The lines between which all values are. */
function linesAround(values: readonly number[]): number[] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const from = values.length === 0 ? 1 : lines.findLastIndex((line) => line <= least);
  const to = values.length === 0 ? 3 : lines.findIndex((line) => line >= most);
  return lines.slice(Math.max(from, 0), to === -1 ? undefined : Math.max(to, from + 1, 1) + 1);
}
