import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runs } from '#db/schema/runs.ts';
import type { CallContext } from '#services/context.ts';
import { uploadDocument } from '#services/documents/uploadDocument.ts';
import { getHealth } from '#services/health/getHealth.ts';
import { openTestServices, type TestServices } from '#services/testContext.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
let services: TestServices;
let ann: CallContext;
let workspace_id: string;

beforeAll(async () => {
  services = await openTestServices();
});
afterAll(() => services[Symbol.asyncDispose]());
beforeEach(async () => {
  ann = services.signUp();
  workspace_id = (await createWorkspace(ann, { name: 'Larkspur' })).id;
});

const inHours = () => getHealth(ann, { workspace_id, days: 1 });
const inBangkok = () => getHealth(ann, { workspace_id, days: 7, time_zone: 'Asia/Bangkok' });

/** But for what floating point adds. */
const rounded = (averages: number[]) => averages.map((average) => Math.round(average * 1e6) / 1e6);

/** A run that ended so long after a slot began. */
type GivenRun = Pick<typeof runs.$inferInsert, 'kind' | 'wait_ms' | 'run_ms'> & {
  slot: number;
  afterMs: number;
};

async function insertRuns(given: readonly GivenRun[]): Promise<void> {
  const { slots } = await inBangkok();
  const rows = given.map(({ slot, afterMs, ...run }) => ({
    ...run,
    id: uuidv7(),
    workspace_id,
    outcome: 'success' as const,
    ended_at: new Date(Date.parse(must(slots[slot], 'a slot')) + afterMs).toISOString(),
  }));
  await services.database.db.insert(runs).values(rows);
}

test('how many waited is told by the time they waited in each of the reader’s days', async () => {
  await insertRuns([
    // Since before the first day, and only before it.
    { kind: 'parse', slot: 0, afterMs: 6 * hourMs, wait_ms: 9 * dayMs, run_ms: 0 },
    { kind: 'answer', slot: 0, afterMs: hourMs, wait_ms: dayMs, run_ms: 2 * hourMs },
    { kind: 'answer', slot: 0, afterMs: -hourMs, wait_ms: dayMs, run_ms: 0 },
    // Over a midnight; until its work began, not until that ended.
    { kind: 'parse', slot: 2, afterMs: 9 * hourMs, wait_ms: 9 * hourMs, run_ms: 3 * hourMs },
    { kind: 'parse', slot: 4, afterMs: 2 * hourMs, wait_ms: 6 * hourMs, run_ms: 8 * hourMs },
    // Side by side.
    { kind: 'parse', slot: 3, afterMs: 12 * hourMs, wait_ms: 6 * hourMs, run_ms: 0 },
    { kind: 'parse', slot: 3, afterMs: 12 * hourMs, wait_ms: 12 * hourMs, run_ms: 0 },
    // Over a whole day and two halves.
    { kind: 'ingest', slot: 4, afterMs: 12 * hourMs, wait_ms: 2 * dayMs, run_ms: 0 },
    // Nobody knows, and nothing that waits.
    { kind: 'ingest', slot: 5, afterMs: hourMs },
    { kind: 'search', slot: 5, afterMs: hourMs, run_ms: hourMs },
  ]);
  const { queue, slots, checked_at } = await inBangkok();
  const days = (Date.parse(checked_at) - Date.parse(must(slots[0], 'a slot'))) / dayMs;
  expect(queue.map(({ waiting }) => rounded(waiting.slots))).toEqual([
    [6 / 24, 3 / 24, 6 / 24, 24 / 24, 0, 0, 0],
    [0, 0, 12 / 24, 24 / 24, 12 / 24, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
  ]);
  expect(rounded(queue.map(({ waiting }) => waiting.whole))).toEqual(
    rounded([39 / 24 / days, 2 / days, 0]),
  );
});

test('what waits now has waited since it was due, and what is not due yet has not', async () => {
  const { slots: before } = await inHours();
  await uploadDocument(ann, { workspace_id, file: new File(['text'], 'note.txt') });
  await services.database.sql`update jobs set run_at = ${must(before[22], 'a slot')}`;
  const { slots, queue } = await inHours();
  expect(rounded(must(queue[0], 'parsing').waiting.slots)).toEqual(
    slots.map((start) => (start >= must(before[22], 'a slot') ? 1 : 0)),
  );
  await services.database.sql`update jobs set run_at = now() + interval '1 hour'`;
  expect((await inHours()).queue[0]).toMatchObject({ queued: 1, waiting: { whole: 0 } });
});
