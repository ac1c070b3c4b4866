import { router } from '#api/trpc.ts';
import { conversationsRouter } from '#api/routers/conversations.ts';
import { documentsRouter } from '#api/routers/documents.ts';
import { onActivity, onEvent } from '#api/routers/events.ts';
import { jobsRouter } from '#api/routers/jobs.ts';
import { meRouter } from '#api/routers/me.ts';
import { messagesRouter } from '#api/routers/messages.ts';
import { searchRouter } from '#api/routers/search.ts';
import { settingsRouter } from '#api/routers/settings.ts';
import { typingRouter } from '#api/routers/typing.ts';
import { workspacesRouter } from '#api/routers/workspaces.ts';

/** Every procedure of the contract. */
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
  onEvent,
  onActivity,
});

/** The client's types come from here. */
export type AppRouter = typeof appRouter;
