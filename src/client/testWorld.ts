import { getQueryKey } from '@trpc/react-query';
import { expect } from 'vitest';
import { z } from 'zod';
import { isSent, type MessagePages, messagesOf } from '#client/cache/messages.ts';
import { changesOfResult } from '#client/changesOfResult.ts';
import type { LiveCache } from '#client/liveCache.ts';
import { ownScope } from '#client/liveQuery.ts';
import { optimisticMessage } from '#client/optimisticMessage.ts';
import { TestFeed } from '#client/testFeed.ts';
import { TestLiveClient, type TestQuery } from '#client/testLiveClient.ts';
import { type Answer, ModelServer, type VerbName } from '#client/testModelServer.ts';
import { notFound } from '#client/testModelTables.ts';
import { trpc } from '#client/trpc.ts';
import type { Message } from '#contract/messages.ts';
import { must } from '#shared/must.ts';

type TakeAnswer = ReturnType<LiveCache['expectAnswer']>;
type Draft = { message: Message; isSent: boolean; take: TakeAnswer };

/** A server, a tab, and what is between them. Each method is something that may happen at any time. */
export class TestWorld {
  readonly #server = new ModelServer();
  readonly tab = new TestLiveClient((path, input) => this.#server.tables.answer(path, input));
  readonly #feeds: TestFeed[];
  readonly #queries: TestQuery[];
  readonly #answers: { answer: Answer; take: TakeAnswer; draft: Draft | null }[] = [];
  readonly #drafts: Draft[] = [];
  #shown = new Map<string, number>();
  #isPruned = false;

  constructor() {
    for (const verb of [
      'uploadDocument',
      'createConversation',
      'sendMessage',
      'sendMessage',
    ] as const)
      this.#server.verbs[verb](0);
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

  /** What is on the screen never goes back to an older version, as long as the log is whole. */
  expectNothingWentBack(): void {
    if (this.#isPruned) return;
    const before = this.#shown;
    this.#shown = new Map();
    for (const { queryHash, state } of this.tab.queryClient.getQueryCache().getAll())
      for (const { id, version } of rowsIn(state.data)) {
        this.#shown.set(`${queryHash} ${id}`, version);
        const old = before.get(`${queryHash} ${id}`) ?? 0;
        if (version < old) expect.fail(`${queryHash}: ${id} went from ${old} to ${version}`);
      }
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

  /** Every query that the tab takes for fresh equals what a fetch would bring. */
  expectFresh(): void {
    for (const { queryKey, path, input } of this.#queries) {
      const query = this.tab.queryClient.getQueryCache().find({ queryKey, exact: true });
      const answer = this.#server.tables.answer(path, input);
      if (query?.isActive() && answer !== notFound)
        expect(query.state, path).toMatchObject({ isInvalidated: false, status: 'success' });
      if (query?.state.data === undefined || query.state.isInvalidated) continue;
      if (path === 'messages.list') this.#expectFreshPages(queryKey, input);
      else expect(query.state.data, path).toEqual(answer);
    }
  }

  #expectFreshPages(queryKey: TestQuery['queryKey'], input: TestQuery['input']): void {
    const data = must(this.tab.queryClient.getQueryData<MessagePages>(queryKey), 'pages');
    const shown = messagesOf(data);
    const sent = shown.filter(isSent);
    const nextCursor = data.pages.at(-1)?.next_cursor ?? null;
    const all = { ...input, limit: nextCursor === null ? Infinity : sent.length };
    expect({ items: sent, next_cursor: nextCursor }).toEqual(
      this.#server.tables.answer('messages.list', all),
    );
    const isShown = ({ id }: Message) => shown.some((message) => message.id === id);
    for (const { message, isSent: isThere } of this.#drafts)
      if (message.conversation_id === input.conversation_id && !isThere)
        expect(isShown(message), 'an unsent message is shown').toBe(true);
    const clientIds = shown.map(({ client_id, id }) => client_id ?? id);
    expect(clientIds.length, 'no message is shown twice').toBe(new Set(clientIds).size);
    this.#expectConfirmed(shown, sent);
  }

  /** A message that the server has may only be shown as unsent while its page has not been loaded. */
  #expectConfirmed(shown: readonly Message[], sent: readonly Message[]): void {
    const onServer = this.#server.tables.rows.messages;
    for (const { id } of shown.filter((message) => !isSent(message))) {
      const there = onServer.find(({ client_id }) => client_id === id);
      expect(there && sent.some((loaded) => loaded.id < there.id), id).not.toBe(true);
    }
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
  const conversation_id = must(rows.conversations[0], 'a conversation').id;
  const ofWorkspace = { workspace_id };
  const ofDocument = { workspace_id, document_id };
  const pages = { conversation_id, limit: 2 };
  return [
    {
      path: 'workspaces.list',
      input: {},
      queryKey: getQueryKey(trpc.workspaces.list, undefined, 'query'),
    },
    {
      path: 'documents.list',
      input: ofWorkspace,
      queryKey: getQueryKey(trpc.documents.list, ofWorkspace, 'query'),
    },
    {
      path: 'documents.get',
      input: { document_id },
      queryKey: getQueryKey(trpc.documents.get, { document_id }, 'query'),
    },
    {
      path: 'jobs.list',
      input: ofWorkspace,
      queryKey: getQueryKey(trpc.jobs.list, ofWorkspace, 'query'),
    },
    {
      path: 'jobs.list',
      input: ofDocument,
      queryKey: getQueryKey(trpc.jobs.list, ofDocument, 'query'),
    },
    {
      path: 'conversations.list',
      input: ofWorkspace,
      queryKey: getQueryKey(trpc.conversations.list, ofWorkspace, 'query'),
    },
    {
      path: 'messages.list',
      input: pages,
      queryKey: getQueryKey(trpc.messages.list, pages, 'infinite'),
    },
  ];
}
