import { router } from '#api/trpc.ts';
import { chatRouter } from '#api/routers/chat.ts';
import { conversationsRouter } from '#api/routers/conversations.ts';
import { customersRouter } from '#api/routers/customers.ts';
import { documentsRouter } from '#api/routers/documents.ts';
import { onActivity, onEvent } from '#api/routers/events.ts';
import { jobsRouter } from '#api/routers/jobs.ts';
import { liveRouter } from '#api/routers/live.ts';
import { meRouter } from '#api/routers/me.ts';
import { messagesRouter } from '#api/routers/messages.ts';
import { notificationsRouter } from '#api/routers/notifications.ts';
import { presenceRouter } from '#api/routers/presence.ts';
import { searchRouter } from '#api/routers/search.ts';
import { settingsRouter } from '#api/routers/settings.ts';
import { typingRouter } from '#api/routers/typing.ts';
import { workspacesRouter } from '#api/routers/workspaces.ts';

/** Every procedure. */
export const appRouter = router({
  me: meRouter,
  settings: settingsRouter,
  workspaces: workspacesRouter,
  documents: documentsRouter,
  jobs: jobsRouter,
  search: searchRouter,
  conversations: conversationsRouter,
  messages: messagesRouter,
  typing: typingRouter,
  presence: presenceRouter,
  notifications: notificationsRouter,
  customers: customersRouter,
  chat: chatRouter,
  live: liveRouter,
  onEvent,
  onActivity,
});

/** The client's types come from here. */
export type AppRouter = typeof appRouter;
