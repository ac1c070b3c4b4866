import { z } from 'zod';
import { Presence, SetAvailableInput } from '#contract/presence.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { listPresence } from '#services/presence/listPresence.ts';
import { setAvailable } from '#services/presence/setAvailable.ts';

export const presenceRouter = router({
  list: procedure
    .input(WorkspaceRef)
    .output(z.array(Presence))
    .query(({ ctx, input }) => listPresence(ctx, input)),
  set: procedure
    .input(SetAvailableInput)
    .output(Presence)
    .mutation(({ ctx, input }) => setAvailable(ctx, input)),
});
