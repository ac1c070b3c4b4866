/** The codes of Supabase Auth that this service answers with, and each one's HTTP status. */
const statusOf = {
  bad_json: 400,
  validation_failed: 400,
  invalid_credentials: 400,
  refresh_token_not_found: 400,
  refresh_token_already_used: 400,
  unsupported_grant_type: 400,
  no_authorization: 401,
  bad_jwt: 403,
  session_not_found: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_too_large: 413,
  user_already_exists: 422,
  email_exists: 422,
  weak_password: 422,
  same_password: 422,
  email_required: 422,
  over_request_rate_limit: 429,
  unexpected_failure: 500,
} as const;

export type IdentityErrorCode = keyof typeof statusOf;

/** A refusal in Supabase Auth's words; its codes are listed at supabase.com/docs/guides/auth/debugging/error-codes. */
export class IdentityError extends Error {
  readonly code: IdentityErrorCode;
  /** Why a password is weak. */
  readonly weakPasswordReasons: string[];
  /** When the next attempt may be made; null for refusals that waiting does not help. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: IdentityErrorCode,
    message: string,
    details: { weakPasswordReasons?: string[]; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = 'IdentityError';
    this.code = code;
    this.weakPasswordReasons = details.weakPasswordReasons ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
  }

  get status(): number {
    return statusOf[this.code];
  }

  /** In the form of API version 2024-01-01, or the older one for clients that do not name a version. */
  body(apiVersion: string | undefined): Record<string, unknown> {
    const weak =
      this.code === 'weak_password' ? { weak_password: { reasons: this.weakPasswordReasons } } : {};
    if (apiVersion !== undefined && apiVersion >= '2024-01-01')
      return { code: this.code, message: this.message, ...weak };
    return { code: this.status, error_code: this.code, msg: this.message, ...weak };
  }
}
