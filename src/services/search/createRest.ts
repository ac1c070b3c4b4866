import { nextDueAt } from '#jobs/nextDue.ts';
import type { ServiceContext } from '#services/context.ts';
import { createBell } from '#shared/bell.ts';

/** Of what a stretch of work took: half the time is ours, and a fifth while documents wait to be ingested. */
const shares = { idle: 1, busy: 4 };

/** The pauses of what the ingest worker does beside its jobs; all end when it is told to stop. */
export function createRest(ctx: Pick<ServiceContext, 'db'>, stopping: AbortSignal) {
  const bell = createBell(stopping);
  const rest = (ms: number) => bell.rest(bell.rings(), ms);
  return {
    for: rest,
    after: async (tookMs: number) =>
      rest(tookMs * ((await hasWork(ctx)) ? shares.busy : shares.idle)),
  };
}

export type Rest = ReturnType<typeof createRest>;

async function hasWork({ db }: Pick<ServiceContext, 'db'>): Promise<boolean> {
  const dueAt = await nextDueAt(db, 'ingest');
  return dueAt !== null && dueAt.getTime() <= Date.now();
}
