import { z } from 'zod';

/** The codes that a procedure's error may carry in `data.code`. */
export const ErrorCode = z.enum([
  'UNAUTHORIZED',
  'NOT_FOUND',
  'FORBIDDEN',
  'BAD_REQUEST',
  'CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'TOO_MANY_REQUESTS',
  'INTERNAL_SERVER_ERROR',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;
