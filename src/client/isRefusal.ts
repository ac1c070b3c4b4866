import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';

const RefusedData = z.object({
  httpStatus: z
    .number()
    .min(400)
    .max(499)
    .refine((status) => status !== 429),
});

/** A refusal ends the same way however often it is asked; anything else may be the network, or haste (429). */
export function isRefusal(error: unknown): boolean {
  return error instanceof TRPCClientError && RefusedData.safeParse(error.data).success;
}
