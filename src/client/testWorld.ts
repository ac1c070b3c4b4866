import { z } from 'zod';
import { isSent, type MessagePages, messagesOf } from '#client/cache/messages.ts';
import { changesOfResult } from '#client/changesOfResult.ts';
import type { LiveCache } from '#client/liveCache.ts';
import { ownScope } from '#client/liveQuery.ts';
import { optimisticMessage } from '#client/optimisticMessage.ts';
import { TestFeed } from '#client/testFeed.ts';
import { TestLiveClient, type TestQuery } from '#client/testLiveClient.ts';
import { ModelServer, type VerbName } from '#client/testModelServer.ts';
import { type Answer, notFound } from '#client/testModelTables.ts';
import { testQueries } from '#client/testQueries.ts';
import type { Message } from '#contract/messages.ts';
import { assert } from '#shared/assert.ts';
import { must } from '#shared/must.ts';

type TakeAnswer = ReturnType<LiveCache['expectAnswer']>;
type Draft = { message: Message; isSent: boolean; take: TakeAnswer };

/** A server, a tab, and what is between them. Each method is something that may happen at any time. */
export class TestWorld {
  readonly #server = new ModelServer();
  readonly tab = new TestLiveClient((path, input) => this.#server.tables.answer(path, input), {
    documentPages: { first: 1, further: 2 },
  });
  readonly #feeds: TestFeed[];
  readonly #queries: TestQuery[];
  readonly #answers: { answer: Answer; take: TakeAnswer; draft: Draft | null }[] = [];
  readonly #drafts: Draft[] = [];
  #shown = new Map<string, number>();
  #isPruned = false;

  constructor() {
    const { verbs } = this.#server;
    verbs.uploadDocument(0);
    verbs.createConversation(0);
    verbs.sendMessage(0);
    verbs.sendMessage(0);
    // Private; the one before is open to the workspace.
    verbs.createConversation(2);
    this.#feeds = [ownScope, this.#server.workspaceId].map(
      (scope) =>
        new TestFeed(this.tab.liveCache, scope, must(this.#server.logs[scope], 'the scope’s log')),
    );
    this.#queries = queriesOf(this.#server);
  }

  write(verb: VerbName, pick: number): void {
    this.#server.verbs[verb](pick);
  }

  /** By this tab, whose answer may come before or after the event. */
  mutate(verb: VerbName, pick: number): void {
    const take = this.tab.liveCache.expectAnswer();
    const answer = this.#server.verbs[verb](pick);
    if (answer) this.#answers.push({ answer, take, draft: null });
  }

  writeMessage(): void {
    const conversation = this.#server.tables.rows.conversations[0];
    if (!conversation) return;
    const message = optimisticMessage(
      {
        workspace_id: this.#server.workspaceId,
        conversation_id: conversation.id,
        author_id: null,
        content: 'Q',
      },
      { clientId: this.#server.newId(), now: new Date(0) },
    );
    this.#drafts.push({ message, isSent: false, take: this.tab.liveCache.expectAnswer() });
    this.tab.liveCache.showUnsent(message);
  }

  sendMessage(pick: number): void {
    const waiting = this.#drafts.filter((draft) => !draft.isSent);
    const draft = waiting[pick % waiting.length];
    if (!draft) return;
    const { conversation_id, id } = draft.message;
    const answer = this.#server.send(conversation_id, id);
    draft.isSent = answer !== null;
    if (answer) this.#answers.push({ answer, take: draft.take, draft });
  }

  answer(pick: number): void {
    const [next] = this.#answers.splice(pick % Math.max(this.#answers.length, 1), 1);
    next?.take(changesOfResult(next.answer.path.split('.'), next.answer.result));
  }

  /** The server did it, and nobody hears. */
  loseAnswer(pick: number): void {
    const [next] = this.#answers.splice(pick % Math.max(this.#answers.length, 1), 1);
    if (next?.draft) this.tab.liveCache.showUnsent({ ...next.draft.message, status: 'error' });
  }

  /** The log loses its past: whoever resumes in it gets a reset, after which older rows may be right. */
  prune(pick: number): void {
    this.feed(pick).prune();
    this.#isPruned = true;
  }

  feed(pick: number): TestFeed {
    return must(this.#feeds[pick % this.#feeds.length], 'a feed');
  }

  query(pick: number): TestQuery {
    return must(this.#queries[pick % this.#queries.length], 'a query');
  }

  /** Rows on the screen that went back to an older version since the last look, while the log was whole. */
  whatWentBack(): string[] {
    const before = this.#shown;
    this.#shown = new Map();
    for (const { queryHash, state } of this.tab.queryClient.getQueryCache().getAll())
      for (const { id, version } of rowsIn(state.data))
        this.#shown.set(`${queryHash} ${id}`, version);
    const wentBack = [...this.#shown].filter(([row, version]) => version < (before.get(row) ?? 0));
    return this.#isPruned ? [] : wentBack.map(([row]) => row);
  }

  /** All that is under way arrives; nothing is fetched but what the tab asks for by itself. */
  async calmDown(): Promise<void> {
    while (this.#answers.length > 0) this.answer(0);
    for (const feed of this.#feeds) feed.subscribe();
    do {
      for (const feed of this.#feeds) feed.deliverAll();
      await this.tab.finishCalls();
    } while (this.tab.callsUnderWay > 0);
  }

  /** What the tab takes for fresh, and what a fetch would bring, by query. */
  compare(): { cached: Record<string, unknown>; fetched: Record<string, unknown> } {
    const cached: Record<string, unknown> = {};
    const fetched: Record<string, unknown> = {};
    for (const { queryKey, path, input } of this.#queries) {
      const query = this.tab.queryClient.getQueryCache().find({ queryKey, exact: true });
      const answer = this.#server.tables.answer(path, input);
      const isFresh = query?.state.data !== undefined && !query.state.isInvalidated;
      // What a component looks at must be fresh, unless there is nothing to see.
      if (!isFresh && (!query?.isActive() || answer === notFound)) continue;
      const name = JSON.stringify(queryKey);
      const pages = path === 'messages.list' && isFresh ? this.#loadedPages(queryKey, input) : null;
      cached[name] = pages ? pages.cached : query?.state.data;
      fetched[name] = pages ? pages.fetched : answer;
    }
    return { cached, fetched };
  }

  /** As many messages as have been loaded, without those that are not sent. */
  #loadedPages(queryKey: TestQuery['queryKey'], input: TestQuery['input']) {
    const data = must(this.tab.queryClient.getQueryData<MessagePages>(queryKey), 'pages');
    const items = messagesOf(data).filter(isSent);
    const next_cursor = data.pages.at(-1)?.next_cursor ?? null;
    const limit = next_cursor === null ? Infinity : items.length;
    const fetched = this.#server.tables.answer('messages.list', { ...input, limit });
    return { cached: { items, next_cursor }, fetched };
  }

  /** Messages of this tab that are missing, shown twice, or shown as unsent although the sent one is loaded. */
  whatIsWrongWithUnsent(): string[] {
    return this.#queries.flatMap(({ queryKey, path, input }) => {
      const state = this.tab.queryClient.getQueryState<MessagePages>(queryKey);
      const isFresh = path === 'messages.list' && state?.data && !state.isInvalidated;
      return isFresh ? this.#wrongMessages(messagesOf(state.data), input) : [];
    });
  }

  #wrongMessages(shown: Message[], { conversation_id }: TestQuery['input']): string[] {
    const keys = shown.map(({ client_id, id }) => client_id ?? id);
    const missing = this.#drafts.filter(
      ({ message, isSent: isThere }) =>
        !isThere && message.conversation_id === conversation_id && !keys.includes(message.id),
    );
    const late = shown.filter((message) => {
      const { rows } = this.#server.tables;
      const there = rows.messages.find(({ client_id }) => client_id === message.id);
      return !isSent(message) && there && shown.some((it) => isSent(it) && it.id < there.id);
    });
    return [
      ...missing.map(({ message }) => `${message.id} is missing`),
      ...keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${key} is there twice`),
      ...late.map(({ id }) => `${id} is shown as unsent`),
    ];
  }

  [Symbol.dispose](): void {
    this.tab[Symbol.dispose]();
  }
}

const Row = z.object({ id: z.string(), version: z.number() });

/** All rows in a query's data, however deep. */
function rowsIn(data: unknown): z.infer<typeof Row>[] {
  if (typeof data !== 'object' || data === null) return [];
  const row = Row.safeParse(data);
  const inner = Object.values(data).flatMap(rowsIn);
  return row.success ? [row.data, ...inner] : inner;
}

function queriesOf({ workspaceId: workspace_id, tables: { rows } }: ModelServer): TestQuery[] {
  const document_id = must(rows.documents[0], 'a document').id;
  const [conversation_id, privateId] = rows.conversations.map(({ id }) => id);
  assert(conversation_id && privateId, 'two conversations');
  return [
    testQueries.workspaces(),
    testQueries.documents({ workspace_id }),
    testQueries.document({ document_id }),
    testQueries.jobs({ workspace_id }),
    testQueries.jobs({ workspace_id, document_id }),
    testQueries.jobs({ workspace_id, open: true }),
    testQueries.conversations({ workspace_id }),
    testQueries.messages({ conversation_id, limit: 2 }),
    testQueries.messages({ conversation_id: privateId, limit: 2 }),
    testQueries.participants({ conversation_id }),
    testQueries.participants({ conversation_id: privateId }),
    testQueries.ownParticipations({ workspace_id }),
    testQueries.customers({ workspace_id }),
    testQueries.liveSettings({ workspace_id }),
    testQueries.cannedReplies({ workspace_id }),
    testQueries.notifications(),
    testQueries.notificationSettings(),
  ];
}
