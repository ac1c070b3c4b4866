import { eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { users } from '#db/schema/identity.ts';
import { profiles } from '#db/schema/profiles.ts';

/**
 * Who has an account with the address; null for nobody, and with Supabase also for somebody who has never
 * been here, whose row is out of reach.
 */
export async function findUserByEmail(
  db: Pick<Reader, 'select'>,
  email: string,
): Promise<string | null> {
  const address = email.toLowerCase();
  const [profile] = await db
    .select({ id: profiles.user_id })
    .from(profiles)
    .where(eq(profiles.email, address));
  if (profile) return profile.id;
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, address));
  return user?.id ?? null;
}
