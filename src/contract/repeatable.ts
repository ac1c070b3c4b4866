/**
 * Mutations that do nothing more when they are made again, so that one whose answer got lost on the way may be:
 * the state is then as it was asked for, and nobody is told twice. Not `live.handToAi`: a person may have taken the
 * customer over in between, and the AI must not speak over them.
 */
export const repeatableMutations = [
  'workspaces.rename',
  'workspaces.members.setRole',
  'conversations.rename',
  'conversations.share',
  'conversations.participants.add',
  'messages.stop',
  'notifications.markRead',
  'notifications.settings.update',
  'presence.set',
  'customers.update',
  'live.settings.update',
  'live.cannedReplies.update',
  'live.take',
  'live.assign',
  'live.snooze',
  'live.setStatus',
] as const;
