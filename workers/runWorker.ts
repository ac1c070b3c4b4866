import { openDatabase } from '#db/client.ts';
import { readEnv } from '#env.ts';
import { listenForWork } from '#jobs/listenForWork.ts';
import type { ServiceContext } from '#services/context.ts';
import { createServiceContext } from '#services/createServiceContext.ts';
import { workOnJobs, type WorkOptions } from '#services/jobs/workOnJobs.ts';
import { logCrashes, logger } from '#shared/logger.ts';
import { must } from '#shared/must.ts';

/** After a signal to stop, jobs under way are handed back; whatever hangs then is left to its lease. */
const shutdownMs = 8_000;

type Worker = Pick<WorkOptions, 'jobType' | 'concurrency'> & {
  prepare: (ctx: ServiceContext, env: ReturnType<typeof readEnv>) => WorkOptions['handler'];
  /** Other work of this process, until it is told to stop. */
  alongside?: (
    ctx: ServiceContext,
    options: { listenUrl: string; stopping: AbortSignal },
  ) => Promise<void>;
};

/** This process: claims jobs of one type and gives them to the handler, until it is told to stop. */
export async function runWorker({
  jobType,
  concurrency,
  prepare,
  alongside,
}: Worker): Promise<never> {
  logCrashes();
  const env = readEnv();
  const databaseUrl = must(env.DATABASE_URL, 'DATABASE_URL, which `npm start` sets');
  const listenUrl = env.DATABASE_LISTEN_URL ?? databaseUrl;
  const database = openDatabase(databaseUrl, {
    max: concurrency * 2 + 2,
    prepare: listenUrl === databaseUrl,
    applicationName: `parley-${jobType}`,
  });
  const ctx = await createServiceContext(database, env);
  const stopping = new AbortController();
  const handler = prepare(ctx, env);
  const worker = workOnJobs(ctx, { jobType, concurrency, handler, stopping: stopping.signal });
  const other = alongside?.(ctx, { listenUrl, stopping: stopping.signal });
  const listener = listenForWork({ listenUrl, sql: database.sql }, jobType, {
    wake: worker.wake,
    onError: (error) => logger.warn({ err: error }, 'calls for work cannot be heard'),
  });
  const stop = () => {
    stopping.abort();
    setTimeout(() => process.exit(0), shutdownMs).unref();
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.once(signal, stop);
  logger.info({ job_type: jobType }, 'working');

  await Promise.all([worker.done, other]);
  await listener.stop();
  await database.close();
  process.exit(0);
}
