import { z } from 'zod';
import { SetTypingInput } from '#contract/activity.ts';
import { procedure, router } from '#api/trpc.ts';
import { setTyping } from '#services/typing/setTyping.ts';

export const typingRouter = router({
  set: procedure
    .input(SetTypingInput)
    .output(z.object({}))
    .mutation(({ ctx, input }) => setTyping(ctx, input)),
});
