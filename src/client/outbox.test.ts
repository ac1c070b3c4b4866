// oxlint-disable-next-line import/no-unassigned-import -- it puts a browser's database among the globals
import 'fake-indexeddb/auto';
import { TRPCClientError } from '@trpc/client';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionStore } from '#client/connection.ts';
import { Outbox } from '#client/outbox.ts';
import { createOutboxStore } from '#client/outboxStore.ts';
import { openTabs } from '#client/tabs.ts';
import { conversationId, testId, workspaceId } from '#client/testRows.ts';
import { uuidv7 } from '#shared/uuid.ts';
import type { Message, SendMessageInput } from '#contract/messages.ts';

const ann = testId(1);

/** Every call, and what the server has made of them: one message for each `client_id`. */
let calls: string[];
let messages: Map<string, string>;
/** What a call ends in; null when it succeeds. */
let failure: (content: string) => Error | null;
let isAnswerLost: boolean;
let browser: string;
const tabs: Tab[] = [];
beforeEach(() => {
  calls = [];
  messages = new Map();
  failure = () => null;
  isAnswerLost = false;
  browser = uuidv7();
});
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.close();
});

async function send({ content, client_id }: SendMessageInput): Promise<void> {
  calls.push(content);
  // As long as a call takes, in which another tab could begin.
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  const error = failure(content);
  if (error) throw error;
  messages.set(client_id, content);
  if (isAnswerLost) throw new TypeError('Failed to fetch');
}

const offline = () => new TypeError('Failed to fetch');
const answered = (httpStatus: number, code: string, message = 'No') =>
  new TRPCClientError(message, {
    result: { error: { code: 0, message, data: { httpStatus, code } } },
  });

/** A tab of one browser, as far as it sends. */
class Tab {
  readonly shown = new Map<string, Message>();
  readonly connection = new ConnectionStore();
  readonly waits: number[] = [];
  readonly outbox: Outbox;
  comeBack = () => {};
  readonly #stop: () => void;

  constructor(userId = ann) {
    this.outbox = new Outbox({
      userId,
      store: createOutboxStore(browser),
      openTabs: () => openTabs(`${browser}-${userId}`),
      cache: {
        showUnsent: (message) => this.shown.set(message.id, message),
        discardUnsent: (clientId) => this.shown.delete(clientId),
      },
      connection: this.connection,
      watchForReturn: (onReturn) => {
        this.comeBack = onReturn;
        return () => {};
      },
      send,
      newId: uuidv7,
      now: () => new Date(0),
      retryDelayMs: (failures) => {
        this.waits.push(failures);
        return 3_600_000;
      },
    });
    this.#stop = this.outbox.start();
    tabs.push(this);
  }

  write(content: string): Promise<void> {
    return this.outbox.add({ workspace_id: workspaceId, conversation_id: conversationId, content });
  }

  contents(): string[] {
    return [...this.shown.values()].map(({ content }) => content);
  }

  message(content: string): Message {
    const found = [...this.shown.values()].find((message) => message.content === content);
    if (!found) throw new Error(`${content} is not shown`);
    return found;
  }

  close(): void {
    this.#stop();
  }
}

const arrived = () => [...messages.values()];
const isEmpty = () =>
  vi.waitUntil(async () => (await createOutboxStore(browser).list(ann)).length === 0);

test('a message is shown at once and sent', async () => {
  const tab = new Tab();
  const kept = tab.write('One');
  expect(tab.message('One')).toMatchObject({ status: 'pending', author_id: ann, version: 0 });
  await kept;
  await isEmpty();
  expect([calls, arrived()]).toEqual([['One'], ['One']]);
});

test('what was written while the server was away survives a reload and is sent in order, each once', async () => {
  failure = offline;
  const before = new Tab();
  for (const content of ['One', 'Two', 'Three']) await before.write(content);
  await vi.waitUntil(() => before.outbox.isHeld());
  before.close();

  const after = new Tab();
  await vi.waitUntil(() => after.outbox.isHeld());
  expect(after.contents()).toEqual(['One', 'Two', 'Three']);
  failure = () => null;
  calls = [];
  after.connection.happened('opened');
  await isEmpty();
  expect(calls).toEqual(['One', 'Two', 'Three']);
  expect(after.outbox.isHeld()).toBe(false);
});

test('the wait grows with each failure, ends at once when the user returns, and is short again then', async () => {
  failure = offline;
  const tab = new Tab();
  for (const [nth, content] of ['One', 'Two', 'Three'].entries()) {
    await tab.write(content);
    await vi.waitUntil(() => tab.waits.length === nth + 1);
  }
  tab.comeBack();
  await vi.waitUntil(() => tab.waits.length === 4);
  expect(tab.waits).toEqual([0, 1, 2, 0]);
  failure = () => null;
  tab.comeBack();
  await isEmpty();
  expect(arrived()).toEqual(['One', 'Two', 'Three']);
});

test('an answer that got lost is asked for again, under the same client_id', async () => {
  const tab = new Tab();
  isAnswerLost = true;
  await tab.write('One');
  await vi.waitUntil(() => tab.outbox.isHeld());
  isAnswerLost = false;
  tab.connection.happened('opened');
  await isEmpty();
  expect(calls).toEqual(['One', 'One']);
  expect(arrived()).toEqual(['One']);
});

test('tabs that find the same queue do not send it twice, and keep its order', async () => {
  failure = offline;
  const [first, second] = [new Tab(), new Tab()];
  const contents = Array.from({ length: 12 }, (_, n) => `Message ${n}`);
  for (const [n, content] of contents.entries()) await (n % 2 ? first : second).write(content);
  await vi.waitUntil(() => first.contents().length === 12 && second.contents().length === 12);
  await vi.waitUntil(() => first.outbox.isHeld() && second.outbox.isHeld());
  failure = () => null;
  calls = [];
  for (const tab of [first, second]) tab.connection.happened('opened');
  await isEmpty();
  expect(calls).toEqual(contents);
});

test.each([
  ['no network', offline()],
  ['a fault of the server', answered(500, 'INTERNAL_SERVER_ERROR')],
  ['haste', answered(429, 'TOO_MANY_REQUESTS')],
  ['a session that is over', answered(401, 'UNAUTHORIZED')],
])('%s makes it wait', async (_, error) => {
  failure = () => error;
  const tab = new Tab();
  await tab.write('One');
  await vi.waitUntil(() => tab.outbox.isHeld());
  expect(tab.message('One').status).toBe('pending');
  failure = () => null;
  tab.connection.happened('opened');
  await isEmpty();
});

test('a refused message says why, in every tab, and those after it go on', async () => {
  failure = (content) => (content === 'Bad' ? answered(400, 'BAD_REQUEST', 'Too rude') : null);
  const [tab, other] = [new Tab(), new Tab()];
  await tab.write('Bad');
  await tab.write('Good');
  await vi.waitUntil(() => arrived().length === 1);
  for (const each of [tab, other]) {
    await vi.waitUntil(() => each.contents().includes('Bad') && each.message('Bad').error_message);
    expect(each.message('Bad')).toMatchObject({ status: 'error', error_message: 'Too rude' });
  }
  expect(tab.outbox.isHeld()).toBe(false);
  const reloaded = new Tab();
  await vi.waitUntil(() => reloaded.contents().length === 1);
  expect(reloaded.message('Bad').error_message).toBe('Too rude');
  expect(calls.filter((content) => content === 'Bad')).toHaveLength(1);
});

test('a refused message is sent when tried again, by any tab', async () => {
  failure = () => answered(404, 'NOT_FOUND');
  const [tab, other] = [new Tab(), new Tab()];
  await tab.write('One');
  await vi.waitUntil(() => other.shown.size === 1 && other.message('One').status === 'error');
  failure = () => null;
  await other.outbox.retry(other.message('One'));
  await isEmpty();
  expect(arrived()).toEqual(['One']);
});

test('a discarded message is gone from every tab and never sent', async () => {
  failure = offline;
  const [tab, other] = [new Tab(), new Tab()];
  await tab.write('One');
  await vi.waitUntil(() => other.shown.size === 1);
  await tab.outbox.discard(tab.message('One'));
  await vi.waitUntil(() => other.shown.size === 0);
  failure = () => null;
  calls = [];
  for (const each of [tab, other]) each.connection.happened('opened');
  await other.write('Two');
  await isEmpty();
  expect([calls, tab.contents().includes('One')]).toEqual([['Two'], false]);
});

test('another person in the same browser neither sees nor sends it', async () => {
  failure = offline;
  const tab = new Tab();
  await tab.write('Ann’s');
  await vi.waitUntil(() => tab.outbox.isHeld());
  tab.close();
  failure = () => null;
  calls = [];
  const bob = new Tab(testId(2));
  await bob.write('Bob’s');
  await vi.waitUntil(() => arrived().length === 1);
  expect([calls, bob.contents()]).toEqual([['Bob’s'], ['Bob’s']]);
  const annAgain = new Tab();
  await isEmpty();
  expect(annAgain.contents()).toEqual(['Ann’s']);
  expect(calls).toEqual(['Bob’s', 'Ann’s']);
});

test('a stopped outbox begins again where it was', async () => {
  const tab = new Tab();
  tab.close();
  const stop = tab.outbox.start();
  await tab.write('One');
  await isEmpty();
  stop();
});

/** What may happen in a browser with two tabs; `pick` chooses the tab. */
const step = fc.record({
  act: fc.constantFrom('write', 'write', 'break', 'mend', 'loseAnswers', 'reload', 'comeBack'),
  pick: fc.nat({ max: 1 }),
});

test('whatever breaks in between, each message arrives once, and each tab’s in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      browser = uuidv7();
      messages = new Map();
      [failure, isAnswerLost] = [() => null, false];
      const open: [Tab, Tab] = [new Tab(), new Tab()];
      const written: [string[], string[]] = [[], []];
      for (const { act, pick } of steps) {
        const at = pick === 0 ? 0 : 1;
        if (act === 'write') {
          const content = `${at}: ${written[at].length}`;
          written[at].push(content);
          await open[at].write(content);
        }
        if (act === 'break') failure = offline;
        if (act === 'mend') [failure, isAnswerLost] = [() => null, false];
        if (act === 'loseAnswers') isAnswerLost = true;
        if (act === 'comeBack') open[at].comeBack();
        if (act === 'reload') {
          open[at].close();
          open[at] = new Tab();
        }
      }
      [failure, isAnswerLost] = [() => null, false];
      for (const tab of open) tab.comeBack();
      await isEmpty();
      for (const [at, own] of written.entries())
        expect(arrived().filter((content) => content.startsWith(`${at}:`))).toEqual(own);
      for (const tab of tabs.splice(0)) tab.close();
    }),
    { numRuns: 60 },
  );
});
