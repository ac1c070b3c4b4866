import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';

const Unauthorized = z.object({ code: z.literal('UNAUTHORIZED') });

/** The server does not know who asks: the session is over, or its token must be renewed. */
export function isUnauthorized(error: unknown): boolean {
  return error instanceof TRPCClientError && Unauthorized.safeParse(error.data).success;
}
