import { getQueryKey } from '@trpc/react-query';
import type { TestQuery } from '#client/testLiveClient.ts';
import { trpc } from '#client/trpc.ts';

/** Each kind of live query, as components ask it. */
export const testQueries = {
  workspaces: (): TestQuery => ({
    path: 'workspaces.list',
    input: {},
    queryKey: getQueryKey(trpc.workspaces.list, undefined, 'query'),
  }),
  documents: (input: { workspace_id: string }): TestQuery => ({
    path: 'documents.list',
    input,
    queryKey: getQueryKey(trpc.documents.list, input, 'query'),
  }),
  document: (input: { document_id: string }): TestQuery => ({
    path: 'documents.get',
    input,
    queryKey: getQueryKey(trpc.documents.get, input, 'query'),
  }),
  jobs: (input: { workspace_id: string; document_id?: string; open?: boolean }): TestQuery => ({
    path: 'jobs.list',
    input,
    queryKey: getQueryKey(trpc.jobs.list, input, 'query'),
  }),
  conversations: (input: { workspace_id: string }): TestQuery => ({
    path: 'conversations.list',
    input,
    queryKey: getQueryKey(trpc.conversations.list, input, 'query'),
  }),
  participants: (input: { conversation_id: string }): TestQuery => ({
    path: 'conversations.participants.list',
    input,
    queryKey: getQueryKey(trpc.conversations.participants.list, input, 'query'),
  }),
  ownParticipations: (input: { workspace_id: string }): TestQuery => ({
    path: 'conversations.participants.listOwn',
    input,
    queryKey: getQueryKey(trpc.conversations.participants.listOwn, input, 'query'),
  }),
  customers: (input: { workspace_id: string }): TestQuery => ({
    path: 'customers.list',
    input,
    queryKey: getQueryKey(trpc.customers.list, input, 'query'),
  }),
  liveSettings: (input: { workspace_id: string }): TestQuery => ({
    path: 'live.settings.get',
    input,
    queryKey: getQueryKey(trpc.live.settings.get, input, 'query'),
  }),
  cannedReplies: (input: { workspace_id: string }): TestQuery => ({
    path: 'live.cannedReplies.list',
    input,
    queryKey: getQueryKey(trpc.live.cannedReplies.list, input, 'query'),
  }),
  notifications: (): TestQuery => ({
    path: 'notifications.list',
    input: {},
    queryKey: getQueryKey(trpc.notifications.list, {}, 'query'),
  }),
  notificationSettings: (): TestQuery => ({
    path: 'notifications.settings.get',
    input: {},
    queryKey: getQueryKey(trpc.notifications.settings.get, {}, 'query'),
  }),
  messages: (input: { conversation_id: string; limit?: number }): TestQuery => ({
    path: 'messages.list',
    input,
    queryKey: getQueryKey(trpc.messages.list, input, 'infinite'),
  }),
};
