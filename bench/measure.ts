/** What one system reached: figures by name, with their unit in the name (`p50_ms`, `pages_per_s`). */
export type Figures = Record<string, number>;

export type BenchResult = {
  name: string;
  /** By system: `parley` and its peers in the same run. */
  figures: Record<string, Figures>;
  /** Parley's figure divided by each peer's, by `<figure> vs <peer>`. */
  ratios: Record<string, number>;
};

export type Bench = { name: string; run: () => Promise<BenchResult> };

export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

const median = (samples: readonly number[]) => percentile(samples, 0.5);

/** The median over rounds of each figure of each system. */
export function medians(rounds: readonly Record<string, Figures>[]): Record<string, Figures> {
  const systems = Object.entries(rounds[0] ?? {});
  return Object.fromEntries(
    systems.map(([system, figures]) => [
      system,
      Object.fromEntries(
        Object.keys(figures).map((figure) => [
          figure,
          median(rounds.map((round) => round[system]?.[figure] ?? Number.NaN)),
        ]),
      ),
    ]),
  );
}

/** Parley against each peer, for the figures that both have, unless the peer's is nothing. */
export function ratiosOf(figures: Record<string, Figures>): Record<string, number> {
  const { parley = {}, ...peers } = figures;
  const ratios: Record<string, number> = {};
  for (const [peer, its] of Object.entries(peers))
    for (const [figure, value] of Object.entries(its)) {
      const ours = parley[figure];
      if (ours !== undefined && value > 0) ratios[`${figure} vs ${peer}`] = ours / value;
    }
  return ratios;
}
