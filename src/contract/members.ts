import { z } from 'zod';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

/** From the most to the least: `docs/roles.md` says who may do what. */
export const memberRoles = ['owner', 'admin', 'member', 'viewer'] as const;
export const MemberRole = z.enum(memberRoles);
export type MemberRole = z.infer<typeof MemberRole>;

/** Somebody in a workspace, as the others there see them. */
export const Member = z.object({
  workspace_id: Id,
  user_id: Id,
  role: MemberRole,
  /** Empty for somebody who has not been here since names are kept. */
  display_name: z.string(),
  email: z.string().nullable(),
  created_at: Timestamp,
  version: Version,
});
export type Member = z.infer<typeof Member>;

export const MemberRef = z.object({ workspace_id: Id, user_id: Id });
export type MemberRef = z.infer<typeof MemberRef>;

export const SetRoleInput = MemberRef.extend({ role: MemberRole });
export type SetRoleInput = z.infer<typeof SetRoleInput>;
