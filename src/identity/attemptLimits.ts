/** So many attempts at once, then one each `seconds`. Nobody waits longer than that for the next one. */
export type AttemptLimit = { burst: number; seconds: number };

/** In PostgreSQL, so that more API processes do not allow more attempts (ADR 0023). */
export type AttemptLimits = {
  signInsByAddress: AttemptLimit;
  signInsToAccount: AttemptLimit;
  signUpsByAddress: AttemptLimit;
};

/** An office behind one address, and a person who tries to remember, come nowhere near. */
export const defaultAttemptLimits: AttemptLimits = {
  signInsByAddress: { burst: 50, seconds: 3 },
  signInsToAccount: { burst: 10, seconds: 30 },
  signUpsByAddress: { burst: 300, seconds: 1 },
};
