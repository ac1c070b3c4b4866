import { z } from 'zod';
import {
  CreateInviteInput,
  CreateInviteResult,
  Invite,
  InvitePreview,
  InviteRef,
  InviteToken,
} from '#contract/invites.ts';
import { Workspace, WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { acceptInvite, previewInvite } from '#services/invites/acceptInvite.ts';
import { createInvite } from '#services/invites/createInvite.ts';
import { listInvites } from '#services/invites/listInvites.ts';
import { revokeInvite } from '#services/invites/revokeInvite.ts';

/** `workspaces.invites`. */
export const invitesRouter = router({
  list: procedure
    .input(WorkspaceRef)
    .output(z.array(Invite))
    .query(({ ctx, input }) => listInvites(ctx, input)),
  create: procedure
    .input(CreateInviteInput)
    .output(CreateInviteResult)
    .mutation(({ ctx, input }) => createInvite(ctx, input)),
  revoke: procedure
    .input(InviteRef)
    .output(InviteRef)
    .mutation(({ ctx, input }) => revokeInvite(ctx, input)),
  preview: procedure
    .input(InviteToken)
    .output(InvitePreview)
    .query(({ ctx, input }) => previewInvite(ctx, input)),
  accept: procedure
    .input(InviteToken)
    .output(Workspace)
    .mutation(({ ctx, input }) => acceptInvite(ctx, input)),
});
