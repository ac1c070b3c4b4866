import { z } from 'zod';
import { Member, MemberRole } from '#contract/members.ts';
import { Id, Timestamp, Version } from '#contract/primitives.ts';

/** An open invitation. Its token is known to whoever has the link, and to nobody else. */
export const Invite = z.object({
  id: Id,
  workspace_id: Id,
  role: MemberRole,
  /** Only the person with this address may accept it, once; null: whoever has the link. */
  email: z.string().nullable(),
  created_by: Id,
  created_at: Timestamp,
  expires_at: Timestamp,
  version: Version,
});
export type Invite = z.infer<typeof Invite>;

const maxHours = 30 * 24;

export const CreateInviteInput = z.object({
  workspace_id: Id,
  role: MemberRole,
  email: z.email().max(254).toLowerCase().optional(),
  expires_in_hours: z
    .int()
    .min(1)
    .max(maxHours)
    .default(7 * 24),
});
export type CreateInviteInput = z.output<typeof CreateInviteInput>;

/** Either a link to be handed on, or, for somebody who has an account, the new member. */
export const CreateInviteResult = z.object({
  invite: Invite.nullable(),
  /** Shown this once. */
  token: z.string().nullable(),
  member: Member.nullable(),
});
export type CreateInviteResult = z.infer<typeof CreateInviteResult>;

export const InviteRef = z.object({ invite_id: Id });
export type InviteRef = z.infer<typeof InviteRef>;

export const InviteToken = z.object({ token: z.string().min(1).max(100) });
export type InviteToken = z.infer<typeof InviteToken>;

/** What somebody is shown who has the link. */
export const InvitePreview = z.object({
  workspace_id: Id,
  workspace_name: z.string(),
  role: MemberRole,
  invited_by: z.string(),
  expires_at: Timestamp,
  is_member: z.boolean(),
});
export type InvitePreview = z.infer<typeof InvitePreview>;
