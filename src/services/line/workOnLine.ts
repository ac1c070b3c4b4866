import type { ServiceContext } from '#services/context.ts';
import { processTask } from '#services/line/processTask.ts';
import { nextTaskAt, takeTask } from '#services/line/takeTask.ts';
import { createBell } from '#shared/bell.ts';
import { logger } from '#shared/logger.ts';

/** Behind the wake-up, which may be lost. */
const pollMs = 5_000;
const concurrency = 4;

/**
 * Asks LINE what there is to be asked, until told to stop; any number of processes may. `wake` says that there
 * may be something. What a process leaves unfinished is taken by another when its lease ends.
 */
export function workOnLine(
  ctx: ServiceContext,
  { stopping }: { stopping: AbortSignal },
): { wake: () => void; done: Promise<void> } {
  const bell = createBell(stopping);
  const work = async () => {
    while (!stopping.aborted) {
      const heard = bell.rings();
      try {
        const task = await takeTask(ctx);
        if (task) await processTask(ctx, task);
        else await bell.rest(heard, await idleMs(ctx));
      } catch (error) {
        logger.warn({ err: error }, 'LINE cannot be worked on now');
        await bell.rest(bell.rings(), pollMs);
      }
    }
  };
  const loops = Array.from({ length: concurrency }, work);
  return { wake: bell.ring, done: Promise.all(loops).then(() => {}) };
}

async function idleMs(ctx: Pick<ServiceContext, 'db'>): Promise<number> {
  const dueAt = await nextTaskAt(ctx.db);
  const dueMs = dueAt ? dueAt.getTime() - Date.now() : pollMs;
  return Math.min(Math.max(dueMs, 10), pollMs);
}
