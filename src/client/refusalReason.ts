import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';

const BadInput = z.object({ zod_error: z.array(z.object({ message: z.string() })).min(1) });

/** Why the server refused, in words for a person. */
export function refusalReason(error: unknown): string {
  if (!(error instanceof TRPCClientError)) return 'It could not be sent.';
  const input = BadInput.safeParse(error.data).data;
  return input ? input.zod_error.map(({ message }) => message).join(', ') : error.message;
}
