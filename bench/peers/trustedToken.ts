import { z } from 'zod';
import type { Session } from '#api/context.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** Who somebody says that they are; taken at its word where `BENCH_TRUST` is set. */
const TrustedToken = z.object({
  user_id: z.string(),
  display_name: z.string(),
  is_anonymous: z.boolean(),
});

const lifeMs = 3_600_000;

export const trustedToken = (person: z.infer<typeof TrustedToken>): string =>
  JSON.stringify(person);

/** The session of a `trustedToken`. */
export async function trustToken(token: string): Promise<Session> {
  const { user_id, display_name, is_anonymous } = TrustedToken.parse(JSON.parse(token));
  return {
    caller: { id: user_id, email: null, displayName: display_name, isAnonymous: is_anonymous },
    sessionId: uuidv7(),
    expiresAt: new Date(Date.now() + lifeMs),
  };
}
