import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';

const RefusedData = z.object({ httpStatus: z.number().min(400).max(499) });

/** A refusal ends the same way however often it is asked; anything else may be the network. */
export function isRefusal(error: unknown): boolean {
  return error instanceof TRPCClientError && RefusedData.safeParse(error.data).success;
}
