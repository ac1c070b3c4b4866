import { z } from 'zod';
import { Me } from '#contract/me.ts';
import { procedure, router } from '#api/trpc.ts';
import { getMe } from '#services/me/getMe.ts';

export const meRouter = router({
  get: procedure
    .input(z.object({}).optional())
    .output(Me)
    .query(({ ctx }) => getMe(ctx)),
});
