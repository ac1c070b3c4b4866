import type { Database } from '#db/client.ts';
import type { AttemptLimits } from '#identity/attemptLimits.ts';
import type { TokenVerifier } from '#identity/verifyToken.ts';

/** What the built-in identity service's endpoints work with. */
export type IdentityContext = {
  db: Database;
  /** Of the tokens: `<origin>/auth/v1`. */
  issuer: string;
  /** Makes a refresh token's successor; shared by all processes. */
  refreshSecret: string;
  verifier: TokenVerifier;
  /** Called after the commit that ended them. */
  onSessionsEnded: (sessionIds: string[]) => void;
  now: () => Date;
  attemptLimits: AttemptLimits;
  /** How many proxies of ours a request comes through. */
  trustedProxies: number;
};
