import type { ServiceContext } from '#services/context.ts';
import { insertRun } from '#services/runs/insertRun.ts';
import { RunMeter } from '#services/runs/runMeter.ts';
import { unchanged } from '#services/transaction.ts';

type Metered = Pick<ServiceContext, 'db' | 'embedder'>;

/**
 * Does what no job stands for, and keeps the tokens that it used, also when it fails. Where it used none,
 * nothing is written.
 */
export async function measureRun<T>(
  ctx: Metered & Pick<ServiceContext, 'withTransaction'>,
  { kind, workspaceId }: { kind: 'draft' | 'search' | 'embed'; workspaceId: string },
  work: (metered: Metered) => Promise<T>,
): Promise<T> {
  const meter = new RunMeter(() => performance.now());
  const keep = async (outcome: 'success' | 'failed') => {
    if (meter.usage.embedding_tokens === null) return;
    const run = { workspace_id: workspaceId, kind, outcome, run_ms: meter.elapsedMs };
    await ctx.withTransaction(async (tx) =>
      unchanged(await insertRun(tx, { ...run, ...meter.usage })),
    );
  };
  try {
    const result = await work({ db: ctx.db, embedder: meter.countEmbedder(ctx.embedder) });
    await keep('success');
    return result;
  } catch (error) {
    await keep('failed');
    throw error;
  }
}
