import type { ErrorCode } from '#contract/errors.ts';

/** What a service refuses, in words for the caller. Anything else that is thrown is a fault of ours. */
export class AppError extends Error {
  readonly code: Exclude<ErrorCode, 'INTERNAL_SERVER_ERROR'>;

  constructor(code: AppError['code'], message: string) {
    super(message);
    this.name = 'AppError';
    this.code = code;
  }
}

/** For what is not there and for what the caller may not know of: the two must look alike. */
export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', `${what} not found`);
}
