import { type MemberRole, memberRoles } from '#contract/members.ts';

/** The least role that may do a thing; `docs/roles.md` is this table in words, and a test compares them. */
export const leastRole = {
  'workspace.read': 'viewer',
  'workspace.rename': 'admin',
  'workspace.remove': 'owner',
  'members.manage': 'admin',
  'owners.manage': 'owner',
  'invites.manage': 'admin',
  'documents.write': 'member',
  'conversations.write': 'member',
  'customers.answer': 'member',
  'live.manage': 'admin',
  'health.read': 'admin',
} as const satisfies Record<string, MemberRole>;

/** Something that a role allows or not. */
export type Action = keyof typeof leastRole;

/** 0 for the role that may do the most. */
export const rank = (role: MemberRole): number => memberRoles.indexOf(role);

export const allows = (role: MemberRole, to: Action): boolean => rank(role) <= rank(leastRole[to]);
