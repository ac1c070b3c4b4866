import type { Health, HealthInput } from '#contract/health.ts';
import { slotStarts } from '#domain/health/slotStarts.ts';
import type { CallContext } from '#services/context.ts';
import { readDocumentTotals } from '#services/health/readDocumentTotals.ts';
import { readEmbeddings } from '#services/health/readEmbeddings.ts';
import { readFailures } from '#services/health/readFailures.ts';
import { readJobFigures } from '#services/health/readJobFigures.ts';
import { readQueue } from '#services/health/readQueue.ts';
import { readTokens } from '#services/health/readTokens.ts';
import { requireMember } from '#services/workspaces/access.ts';

/** What the workspace's work takes, what it costs, and what fails: sums over everybody's, no word of anybody's. */
export async function getHealth(ctx: CallContext, input: HealthInput): Promise<Health> {
  const membership = await requireMember(ctx.db, {
    userId: ctx.caller.id,
    workspaceId: input.workspace_id,
    to: 'health.read',
  });
  const now = new Date();
  const slots = slotStarts(now, input.days, input.time_zone ?? 'UTC').map((start) =>
    start.toISOString(),
  );
  const [documents, embeddings, queue, jobs, tokens, failures] = await Promise.all([
    readDocumentTotals(ctx.db, membership, slots),
    readEmbeddings(ctx.db, membership, ctx.embedder?.model),
    readQueue(ctx.db, membership, { slots, now }),
    readJobFigures(ctx.db, membership, slots),
    readTokens(ctx.db, membership, slots),
    readFailures(ctx.db, membership, slots),
  ]);
  return {
    checked_at: now.toISOString(),
    slots,
    documents,
    embeddings,
    queue,
    jobs,
    tokens,
    failures,
  };
}
