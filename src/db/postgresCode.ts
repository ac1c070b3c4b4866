/** PostgreSQL's error codes that the code decides on. */
export const deadlockDetected = '40P01';
export const foreignKeyViolation = '23503';
export const uniqueViolation = '23505';
export const insufficientPrivilege = '42501';

/** The SQLSTATE of a failed statement, also from under drizzle's wrapper; null for other errors. */
export function postgresCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return postgresCode(error.cause);
}
