import type { Database } from '#db/client.ts';
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
};
