import { z } from 'zod';
import { Member, MemberRef, SetRoleInput } from '#contract/members.ts';
import { WorkspaceRef } from '#contract/workspaces.ts';
import { procedure, router } from '#api/trpc.ts';
import { listMembers } from '#services/members/listMembers.ts';
import { removeMember } from '#services/members/removeMember.ts';
import { setRole } from '#services/members/setRole.ts';

/** `workspaces.members`. */
export const membersRouter = router({
  list: procedure
    .input(WorkspaceRef)
    .output(z.array(Member))
    .query(({ ctx, input }) => listMembers(ctx, input)),
  setRole: procedure
    .input(SetRoleInput)
    .output(Member)
    .mutation(({ ctx, input }) => setRole(ctx, input)),
  remove: procedure
    .input(MemberRef)
    .output(MemberRef)
    .mutation(({ ctx, input }) => removeMember(ctx, input)),
});
