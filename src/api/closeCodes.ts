/** The close code of a socket whose token is missing, bad, expired or revoked. */
export const policyViolation = 1008;

/** The close code with which a client may come back: to another process, or to this one in a moment. */
export const tryAgainLater = 1013;
