import { fileURLToPath } from 'node:url';
import {
  type BrowserContext,
  expect,
  type Locator,
  type Page,
  test as base,
} from '@playwright/test';
import { createClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { createParleyClient } from '#client/client.ts';
import { ParleyEvent } from '#contract/events.ts';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';

/** How much of what a page shows is printed when a test fails: enough for its dialogs, messages and lists. */
const shownLength = 4_000;

/**
 * Every test that opens a page: it also fails when the browser refused something for the page's security policy,
 * prints what every page showed when it fails, for where only the log is kept, and leaves no page open.
 */
export const test = base.extend<{ policy: void; lastSight: void }>({
  lastSight: [
    async ({ browser }, use, testInfo) => {
      await use();
      const contexts = browser.contexts();
      const hasFailed = testInfo.status !== testInfo.expectedStatus;
      for (const page of hasFailed ? contexts.flatMap((context) => context.pages()) : []) {
        const shown = await page.locator('body').ariaSnapshot({ timeout: 5_000 }).catch(String);
        process.stdout.write(`${page.url()} showed:\n${shown.slice(0, shownLength)}\n\n`);
      }
      // Tabs left open go on working beside the tests after this one.
      for (const context of contexts) await context.close();
    },
    { auto: true },
  ],
  policy: [
    async ({ browser }, use) => {
      const violations: string[] = [];
      const watch = (context: BrowserContext) =>
        context.on('console', (message) => {
          if (/content security policy/i.test(message.text())) violations.push(message.text());
        });
      browser.on('context', watch);
      await use();
      browser.off('context', watch);
      expect(violations).toEqual([]);
    },
    { auto: true },
  ],
});

const password = 'correct horse battery';
const newEmail = () => `${uuidv7()}@example.com`;

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** As a new user would: the form, then the first workspace. Returns the workspace's id. */
export async function signUpInBrowser(page: Page, workspace: string): Promise<string> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Your name').fill('Ann');
  await page.getByLabel('Email').fill(newEmail());
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Workspace name').fill(workspace);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Documents', exact: true })).toBeVisible();
  return must(/\/w\/([^/]+)/.exec(page.url())?.[1], 'a workspace in the address');
}

/** Without the form: an account by the identity service, its session where the page looks for it. */
export async function signUpQuickly(page: Page, url: string, display_name?: string) {
  const { auth } = createClient(url, 'parley', { auth: { persistSession: false } });
  const { data } = await auth.signUp({
    email: newEmail(),
    password,
    options: { data: display_name ? { display_name } : {} },
  });
  const session = must(data.session, 'a session');
  await page.addInitScript(
    ([value]) =>
      window.localStorage.getItem('parley-session') ??
      window.localStorage.setItem('parley-session', value ?? ''),
    [JSON.stringify(session)],
  );
  const { client } = createParleyClient({ url, token: session.access_token });
  const { id: workspace_id } = await client.workspaces.create.mutate({ name: 'Larkspur' });
  return { client, workspace_id, token: session.access_token };
}

/** Somebody who writes to the workspace whose chat has the key, without a page. */
export async function openChatQuickly(url: string, key: string, display_name: string) {
  const { auth } = createClient(url, 'parley', { auth: { persistSession: false } });
  const { data } = await auth.signInAnonymously();
  const { client } = createParleyClient({
    url,
    token: must(data.session, 'a session').access_token,
  });
  await client.chat.open.mutate({ key });
  await client.chat.update.mutate({ key, display_name });
  const { id: conversation_id } = await client.chat.start.mutate({ key });
  const say = (content: string) =>
    client.messages.send.mutate({ conversation_id, content, client_id: uuidv7() });
  const heard = async () =>
    (await client.messages.list.query({ conversation_id })).items.map(({ content }) => content);
  return { client, conversation_id, say, heard };
}

/** How often the page has asked for these procedures since. */
export function countCalls(page: Page, ...paths: string[]): () => number {
  let calls = 0;
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const asked = pathname.replace('/api/trpc/', '').split(',');
    calls += asked.filter((path) => paths.includes(path)).length;
  });
  return () => calls;
}

const EventsFrame = z.object({
  result: z.object({ data: z.object({ data: z.array(ParleyEvent) }) }),
});

/** The events in the order in which the page's sockets bring them, from now on. */
export function receivedEvents(page: Page): ParleyEvent[] {
  const events: ParleyEvent[] = [];
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      const text = String(payload);
      const frame = EventsFrame.safeParse(text.startsWith('{') ? JSON.parse(text) : null);
      events.push(...(frame.data?.result.data.data ?? []));
    });
  });
  return events;
}

/** What a document's status was, each time that it changed. */
export function statusesIn(events: readonly ParleyEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type === 'document.created') return [event.payload.document.status];
    return event.type === 'document.status_updated' ? [event.payload.status] : [];
  });
}

/**
 * Waits until the page's two subscriptions, its own scope's and the workspace's, are live and it has begun
 * to fetch again what it had fetched before they were.
 */
export async function untilLive(page: Page, events: readonly ParleyEvent[]): Promise<void> {
  await expect.poll(() => events.filter(({ type }) => type === 'sync.ready').length).toBe(2);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

export const upload = (page: Page, ...names: string[]) =>
  page.getByLabel('Choose files to upload').setInputFiles(names.map(fixture));

export const row = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Documents' }).getByRole('listitem').filter({ hasText: name });

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Message').fill(question);
  await page.getByLabel('Message').press('Enter');
}

/** What is marked in a place, piece by piece, put together. */
export const markedIn = async (place: Locator): Promise<string> =>
  (await place.locator('mark').allInnerTexts()).join('');
