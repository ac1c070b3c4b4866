import { expect, test } from 'vitest';
import { openTestDatabase } from '#db/testDatabase.ts';
import { pruneSessions } from '#identity/pruneSessions.ts';
import { uuidv7 } from '#shared/uuid.ts';

test('unused sessions and long used tokens go, what is in use stays', async () => {
  await using database = await openTestDatabase();
  const { db, sql } = database;
  const user = uuidv7();
  await sql`insert into parley_auth.users (id) values (${user})`;
  const addSession = async (daysAgo: number) => {
    const id = uuidv7();
    await sql`insert into parley_auth.sessions (id, user_id, method, refreshed_at)
      values (${id}, ${user}, 'password', now() - ${daysAgo} * interval '1 day')`;
    return id;
  };
  const addToken = (session: string, hash: string, usedDaysAgo: number | null) => sql`
    insert into parley_auth.refresh_tokens (token_hash, session_id, used_at)
    values (${hash}, ${session}, now() - ${usedDaysAgo}::int * interval '1 day')`;
  const used = await addSession(89);
  const unused = await addSession(91);
  await addToken(unused, 'of the unused session', null);
  await addToken(used, 'used long ago', 31);
  await addToken(used, 'used lately', 29);
  await addToken(used, 'current', null);

  await pruneSessions(db);

  const sessions = await sql<{ id: string }[]>`select id from parley_auth.sessions`;
  expect(sessions.map(({ id }) => id)).toEqual([used]);
  const tokens = await sql<{ token_hash: string }[]>`
    select token_hash from parley_auth.refresh_tokens order by 1`;
  expect(tokens.map(({ token_hash }) => token_hash)).toEqual(['current', 'used lately']);
});
