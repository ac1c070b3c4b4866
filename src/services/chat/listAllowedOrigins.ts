import { eq } from 'drizzle-orm';
import type { Reader } from '#db/client.ts';
import { liveSettings } from '#db/schema/live.ts';

/** The sites that may embed the chat, none for any; null for an unknown key. */
export async function listAllowedOrigins(
  db: Pick<Reader, 'select'>,
  key: string,
): Promise<string[] | null> {
  const [settings] = await db
    .select({ origins: liveSettings.allowed_origins })
    .from(liveSettings)
    .where(eq(liveSettings.key, key));
  return settings ? settings.origins.map((url) => new URL(url).origin) : null;
}
