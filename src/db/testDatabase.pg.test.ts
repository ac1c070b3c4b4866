import { expect, test } from 'vitest';
import { workspaces } from '#db/schema/workspaces.ts';
import { openTestDatabase } from '#db/testDatabase.ts';

test('a test database is migrated and empty', async () => {
  await using database = await openTestDatabase();
  expect(await database.db.select().from(workspaces)).toEqual([]);
});
