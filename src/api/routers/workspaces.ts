import { z } from 'zod';
import { Health, HealthInput } from '#contract/health.ts';
import {
  CreateWorkspaceInput,
  RenameWorkspaceInput,
  Workspace,
  WorkspaceRef,
} from '#contract/workspaces.ts';
import { invitesRouter } from '#api/routers/invites.ts';
import { membersRouter } from '#api/routers/members.ts';
import { procedure, router } from '#api/trpc.ts';
import { getHealth } from '#services/health/getHealth.ts';
import { createWorkspace } from '#services/workspaces/createWorkspace.ts';
import { listWorkspaces } from '#services/workspaces/listWorkspaces.ts';
import { removeWorkspace } from '#services/workspaces/removeWorkspace.ts';
import { renameWorkspace } from '#services/workspaces/renameWorkspace.ts';

export const workspacesRouter = router({
  list: procedure
    .input(z.object({}).optional())
    .output(z.array(Workspace))
    .query(({ ctx }) => listWorkspaces(ctx)),
  create: procedure
    .input(CreateWorkspaceInput)
    .output(Workspace)
    .mutation(({ ctx, input }) => createWorkspace(ctx, input)),
  rename: procedure
    .input(RenameWorkspaceInput)
    .output(Workspace)
    .mutation(({ ctx, input }) => renameWorkspace(ctx, input)),
  remove: procedure
    .input(WorkspaceRef)
    .output(WorkspaceRef)
    .mutation(({ ctx, input }) => removeWorkspace(ctx, input)),
  health: procedure
    .input(HealthInput)
    .output(Health)
    .query(({ ctx, input }) => getHealth(ctx, input)),
  members: membersRouter,
  invites: invitesRouter,
});
