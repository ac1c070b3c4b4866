'use client';

import { type ReactNode, useState } from 'react';
import { cn } from '#ui/cn.ts';

/** What a chart shows of each slot. `color`: a CSS colour. */
export type ChartSeries = { name: string; color: string };

/** A stretch of time: its whole name, and what stands under the axis, where there is room for it. */
export type ChartSlot = { name: string; short: string };

/** A line across the plot; `at`: its height, 0…1. */
export type ChartTick = { at: number; text: string };

export type ChartFrame = {
  title: string;
  series: readonly ChartSeries[];
  slots: readonly ChartSlot[];
  ticks: readonly ChartTick[];
  /** What the figures of a slot say, or those of the whole, for each series. */
  readout: (slot: number | null) => readonly string[];
  /** The name of the whole. */
  wholeName: string;
  /** Draws a slot into a box of full height. */
  renderColumn: (slot: number) => ReactNode;
  /** Calls the table that says the same, and names its first column. */
  words: { table: string; slot: string };
};

/**
 * A plot of time slots, side by side. The slot under the pointer is told above; for who cannot see the plot,
 * and for whoever wants the figures, all of it is a table, too.
 */
export function Chart({ title, slots, ticks, renderColumn, ...frame }: ChartFrame) {
  const [active, setActive] = useState<number | null>(null);
  const shown = active === null || active >= slots.length ? null : active;
  // Four names have room on a telephone, none of them at the edge.
  const everyNth = slots.length <= 7 ? 1 : Math.ceil(slots.length / 4);
  const isNamed = (slot: number) => slot % everyNth === Math.floor(everyNth / 2);
  return (
    <figure aria-label={title} className="min-w-0">
      <Legend
        series={frame.series}
        values={frame.readout(shown)}
        name={shown === null ? frame.wholeName : (slots[shown]?.name ?? '')}
      />
      <div aria-hidden="true" className="mt-3 grid grid-cols-[auto_1fr] gap-x-2 text-[0.6875rem]">
        <TickTexts ticks={ticks} />
        <div className="relative h-36" onPointerLeave={() => setActive(null)}>
          {ticks.map(({ at, text }) => (
            <div
              key={text}
              className="absolute inset-x-0 border-t"
              style={{ bottom: `${at * 100}%` }}
            />
          ))}
          <div className="relative flex h-full">
            {slots.map(({ name }, slot) => (
              <div
                key={name}
                data-slot-name={name}
                className={cn('h-full min-w-0 flex-1', slot === shown && 'bg-foreground/6')}
                onPointerEnter={() => setActive(slot)}
              >
                <div className="mx-[14%] h-full">{renderColumn(slot)}</div>
              </div>
            ))}
          </div>
        </div>
        <span />
        <div className="mt-1.5 flex h-4 text-muted-foreground tabular-nums">
          {slots.map(({ name, short }, slot) => (
            <span key={name} className="flex min-w-0 flex-1 justify-center">
              {isNamed(slot) && <span className="whitespace-nowrap">{short}</span>}
            </span>
          ))}
        </div>
      </div>
      <ChartTable title={title} slots={slots} {...frame} />
    </figure>
  );
}

function Legend(props: {
  series: readonly ChartSeries[];
  values: readonly string[];
  name: string;
}) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-[0.8125rem]">
      {props.series.map(({ name, color }, index) => (
        <span key={name} className="flex max-w-full items-baseline gap-1.5">
          <span
            aria-hidden="true"
            className="size-2.5 shrink-0 self-center rounded-[3px]"
            style={{ background: color }}
          />
          <span className="truncate text-muted-foreground" title={name}>
            {name}
          </span>
          <span className="font-medium tabular-nums">{props.values[index]}</span>
        </span>
      ))}
      <span className="ml-auto text-muted-foreground tabular-nums">{props.name}</span>
    </div>
  );
}

/** The widest of them makes the room; each stands at its line. */
function TickTexts({ ticks }: { ticks: readonly ChartTick[] }) {
  return (
    <div className="relative h-36 text-right whitespace-nowrap text-muted-foreground tabular-nums">
      {ticks.map(({ text }) => (
        <div key={text} className="invisible h-0 overflow-hidden">
          {text}
        </div>
      ))}
      {ticks.map(({ at, text }) => (
        <span
          key={text}
          className="absolute right-0 translate-y-1/2 leading-none"
          style={{ bottom: `${at * 100}%` }}
        >
          {text}
        </span>
      ))}
    </div>
  );
}

function ChartTable({
  title,
  series,
  slots,
  readout,
  wholeName,
  words,
}: Pick<ChartFrame, 'title' | 'series' | 'slots' | 'readout' | 'wholeName' | 'words'>) {
  return (
    <details className="mt-2 text-[0.8125rem]">
      <summary className="w-fit rounded-sm text-muted-foreground hover:text-foreground">
        {words.table}
      </summary>
      <div
        role="group"
        aria-label={title}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- by keyboard it could not be scrolled otherwise
        tabIndex={0}
        className="mt-2 overflow-x-auto rounded-lg border"
      >
        <table className="w-full">
          <caption className="sr-only">{title}</caption>
          <thead className="bg-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 text-left align-top font-medium">
                {words.slot}
              </th>
              {series.map(({ name }) => (
                <th
                  key={name}
                  scope="col"
                  className="min-w-16 px-3 py-1.5 text-right align-top font-medium"
                >
                  <span className="line-clamp-3" title={name}>
                    {name}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {[null, ...slots.keys()].toReversed().map((slot) => (
              <tr key={slot ?? 'whole'} className={cn(slot === null && 'font-medium')}>
                <th scope="row" className="px-3 py-1 text-left font-normal whitespace-nowrap">
                  {slot === null ? wholeName : slots[slot]?.name}
                </th>
                {readout(slot).map((value, index) => (
                  <td key={series[index]?.name} className="px-3 py-1 text-right tabular-nums">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
