import type { Transaction } from '#db/client.ts';
import { runs } from '#db/schema/runs.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Keeps what a run took and used; nobody is told, for nothing shows it alone. */
export async function insertRun(
  tx: Transaction,
  run: Omit<typeof runs.$inferInsert, 'id' | 'ended_at'>,
): Promise<void> {
  await tx.insert(runs).values({ id: uuidv7(), ...run });
}
