import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import type { AttemptLimit } from '#identity/attemptLimits.ts';
import { clientAddress } from '#identity/clientAddress.ts';
import type { IdentityContext } from '#identity/identityContext.ts';
import { IdentityError } from '#identity/identityError.ts';

/** How long an address from which somebody signed in has attempts of its own at that account. */
const knownDays = 30;

/**
 * Counts a sign-up.
 * @throws IdentityError over_request_rate_limit
 */
export async function takeSignUp(ctx: IdentityContext, request: IncomingMessage): Promise<void> {
  const address = clientAddress(request, ctx.trustedProxies);
  await take(ctx.db, `sign-up ${address}`, ctx.attemptLimits.signUpsByAddress);
}

/**
 * Counts an attempt at an account's password before it is looked at, whether there is such an account or not.
 * An address from which that account was lately signed in to is counted apart, so that a stranger who uses up
 * the account's attempts does not keep its owner out.
 * @returns what to call when the password was right
 * @throws IdentityError over_request_rate_limit
 */
export async function takeSignIn(
  ctx: IdentityContext,
  request: IncomingMessage,
  email: string,
): Promise<() => Promise<void>> {
  const { db, attemptLimits } = ctx;
  const address = clientAddress(request, ctx.trustedProxies);
  // A list of who has tried to sign in is nobody's business, and a key must not grow with what is sent.
  const account = createHash('sha256').update(email).digest('base64url');
  const byAddress = `sign-in ${address}`;
  const fromHere = `account ${account} ${address}`;
  await take(db, byAddress, attemptLimits.signInsByAddress);
  const isKnown = await hasSignedIn(db, fromHere);
  await take(db, isKnown ? fromHere : `account ${account}`, attemptLimits.signInsToAccount);
  return async () => {
    await giveBack(db, byAddress, attemptLimits.signInsByAddress);
    await remember(db, fromHere);
  };
}

const Refusal = z.object({ wait_seconds: z.number() });

/** One statement, so that attempts at the same moment are all counted. */
async function take(db: Database, key: string, { burst, seconds }: AttemptLimit): Promise<void> {
  const one = sql`${seconds} * interval '1 second'`;
  const spare = sql`${seconds * (burst - 1)} * interval '1 second'`;
  const [refused] = await db.execute(sql`
    with taken as (
      insert into parley_auth.attempts as attempt (key, full_at) values (${key}, now() + ${one})
      on conflict (key) do update set full_at = greatest(attempt.full_at, now()) + ${one}
        where attempt.full_at <= now() + ${spare}
      returning key
    )
    select extract(epoch from full_at - now() - ${spare})::float8 as wait_seconds
    from parley_auth.attempts where key = ${key} and not exists (select from taken)`);
  if (!refused) return;
  const { wait_seconds } = Refusal.parse(refused);
  throw new IdentityError('over_request_rate_limit', 'Request rate limit reached', {
    retryAfterSeconds: Math.max(Math.ceil(wait_seconds), 1),
  });
}

async function giveBack(db: Database, key: string, { seconds }: AttemptLimit): Promise<void> {
  await db.execute(sql`
    update parley_auth.attempts set full_at = full_at - ${seconds} * interval '1 second'
    where key = ${key}`);
}

async function hasSignedIn(db: Database, key: string): Promise<boolean> {
  const found = await db.execute(
    sql`select from parley_auth.attempts where key = ${key} and known_until > now()`,
  );
  return found.length > 0;
}

async function remember(db: Database, key: string): Promise<void> {
  const until = sql`now() + ${knownDays} * interval '1 day'`;
  await db.execute(sql`
    insert into parley_auth.attempts (key, full_at, known_until) values (${key}, now(), ${until})
    on conflict (key) do update set full_at = excluded.full_at, known_until = excluded.known_until`);
}

/** Forgets whoever has all attempts again, which is as if they had never tried. */
export async function pruneAttempts(db: Database): Promise<void> {
  await db.execute(sql`
    delete from parley_auth.attempts
    where full_at < now() and (known_until is null or known_until < now())`);
}
