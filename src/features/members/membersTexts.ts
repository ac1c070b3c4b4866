/** The words of the people in a workspace. */
export const membersTexts = {
  title: 'People',
  hint: 'Who is in this workspace, and what each may do.',
  loading: 'Loading people…',
  loadFailed: 'The people could not be loaded.',
  retry: 'Try again',
  list: 'People in this workspace',
  you: 'You',
  unnamed: 'Somebody',
  roles: { owner: 'Owner', admin: 'Admin', member: 'Member', viewer: 'Viewer' },
  roleHints: {
    owner: 'Everything, also deleting the workspace',
    admin: 'People, invitations, live chat settings',
    member: 'Documents, conversations, customers',
    viewer: 'Reads',
  },
  roleOf: (name: string) => `Role of ${name}`,
  setRoleFailed: 'The role could not be changed.',
  lastOwner: 'A workspace needs an owner: make somebody else one first.',
  remove: 'Remove',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeHint:
    'They lose the workspace at once, in every tab. Their conversations with others stay; those that were theirs alone are deleted.',
  removeConfirm: 'Remove',
  removeFailed: 'The person could not be removed.',
  leave: 'Leave workspace',
  leaveTitle: 'Leave this workspace?',
  leaveHint:
    'You lose it at once, in every tab. Your private conversations here are deleted. Somebody has to invite you to come back.',
  leaveConfirm: 'Leave',
} as const;
