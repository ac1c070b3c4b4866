import { expect, test } from 'vitest';
import { openTestDatabase } from '#db/testDatabase.ts';
import { appendEvents, workspaceScope } from '#events/append.ts';
import { pruneEvents } from '#events/prune.ts';

test('old events go, young ones stay, and offsets go on', async () => {
  await using database = await openTestDatabase();
  const scope = workspaceScope('a');
  const append = (amount: number) =>
    database.db.transaction((tx) =>
      appendEvents(
        tx,
        Array.from({ length: amount }, () => ({
          scope,
          event: { type: 'workspace.deleted' as const, payload: { workspace_id: 'a' } },
        })),
      ),
    );
  await append(6_000);
  await database.sql`update events set created_at = now() - interval '25 hours' where "offset" <= 5500`;
  expect(await pruneEvents(database.sql, 24)).toBe(5_500);
  await append(1);
  const [row] =
    await database.sql`select min("offset")::int as first, max("offset")::int as last from events`;
  expect({ ...row }).toEqual({ first: 5_501, last: 6_001 });
});
