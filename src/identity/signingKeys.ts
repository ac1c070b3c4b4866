import { asc, sql } from 'drizzle-orm';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { Database } from '#db/client.ts';
import { signingKeys } from '#db/schema/identity.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

export const algorithm = 'ES256';

export type SigningKey = { kid: string; privateKey: CryptoKey };

/** The private keys, oldest first; the first call on a new database makes one. */
async function readKeys(db: Database): Promise<{ kid: string; private_jwk: JWK }[]> {
  const read = () => db.select().from(signingKeys).orderBy(asc(signingKeys.created_at));
  const known = await read();
  if (known.length > 0) return known;
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const private_jwk = { ...(await exportJWK(privateKey)) };
  await db.transaction(async (tx) => {
    // Two processes that start at once must not make two.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('parley_auth.signing_keys'))`);
    const isThere = (await tx.select({ kid: signingKeys.kid }).from(signingKeys)).length > 0;
    if (!isThere) await tx.insert(signingKeys).values({ kid: uuidv7(), private_jwk });
  });
  return read();
}

/** The key to sign with. */
export async function readSigningKey(db: Database): Promise<SigningKey> {
  const { kid, private_jwk } = must((await readKeys(db)).at(-1), 'a signing key');
  const privateKey = await importJWK({ ...private_jwk, alg: algorithm }, algorithm);
  if (privateKey instanceof Uint8Array) throw new Error(`The key ${kid} is no ES256 key`);
  return { kid, privateKey };
}

/** The public keys, as `/.well-known/jwks.json` shows them. */
export async function readPublicKeys(db: Database): Promise<{ keys: JWK[] }> {
  const keys = await readKeys(db);
  return {
    keys: keys.map(({ kid, private_jwk: { kty, crv, x, y } }) => ({
      kid,
      kty,
      crv,
      x,
      y,
      alg: algorithm,
      use: 'sig',
      key_ops: ['verify'],
    })),
  };
}
