import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { must } from '#shared/must.ts';
import { uuidv7 } from '#shared/uuid.ts';
import { signUpQuickly, test } from './person.ts';

declare global {
  interface Window {
    /** What the page has shown, by the recorder below, and the sounds that it has made. */
    recorded: {
      shown: { title: string; body: string; notification: EventTarget }[];
      sounds: number;
    };
  }
}

/** In place of the browser's own, of which nothing can be seen; `permission` is what the browser says first. */
function record(permission: NotificationPermission): void {
  window.recorded = { shown: [], sounds: 0 };
  const { recorded } = window;
  class Recorder extends EventTarget {
    static permission = permission;
    static requestPermission() {
      Recorder.permission = 'granted';
      return Promise.resolve('granted');
    }
    constructor(title: string, { body }: { body: string }) {
      super();
      recorded.shown.push({ title, body, notification: this });
    }
    close() {}
  }
  Object.assign(window, {
    Notification: Recorder,
    AudioContext: class extends AudioContext {
      constructor() {
        super();
        recorded.sounds += 1;
      }
    },
  });
}

/** Two tabs of Bob's, in whose workspace Ann writes to him. */
async function annAndBob(browser: Browser, url: string, permission: NotificationPermission) {
  const context = await browser.newContext();
  await context.grantPermissions(['notifications']);
  await context.addInitScript(record, permission);
  const first = await context.newPage();
  const bob = await signUpQuickly(first, url, 'Bob');
  const { workspace_id } = bob;
  const ann = await signUpQuickly(await (await browser.newContext()).newPage(), url, 'Ann');
  const { token } = await bob.client.workspaces.invites.create.mutate({
    workspace_id,
    role: 'member',
  });
  await ann.client.workspaces.invites.accept.mutate({ token: must(token, 'a token') });
  const second = await context.newPage();
  const tabs = [first, second];
  for (const tab of tabs) {
    await tab.goto(`${url}/w/${workspace_id}/documents`);
    await expect(bell(tab)).toHaveAccessibleName('Notifications');
  }
  const start = async (title: string) => {
    const { id } = await ann.client.conversations.create.mutate({
      workspace_id,
      kind: 'team',
      title,
    });
    return id;
  };
  const write = (conversation_id: string, content: string) =>
    ann.client.messages.send.mutate({ conversation_id, content, client_id: uuidv7() });
  const close = () => Promise.all(browser.contexts().map((each) => each.close()));
  return { first, second, tabs, url: `${url}/w/${workspace_id}`, start, write, close };
}

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ });
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Notification settings' });
const box = (page: Page, name: RegExp | string) => dialog(page).getByRole('checkbox', { name });

async function openSettings(page: Page): Promise<void> {
  await bell(page).click();
  await page.getByRole('menuitem', { name: 'Notification settings' }).click();
  await expect(box(page, 'When somebody mentions me')).toBeVisible();
}

/** What all tabs together have shown. */
async function shownIn(tabs: readonly Page[]): Promise<string[]> {
  const shown = await Promise.all(
    tabs.map((tab) => tab.evaluate(() => window.recorded.shown.map(({ body }) => body))),
  );
  return shown.flat();
}
const soundsIn = async (tabs: readonly Page[]) =>
  (await Promise.all(tabs.map((tab) => tab.evaluate(() => window.recorded.sounds)))).reduce(
    (sum, sounds) => sum + sounds,
    0,
  );

test('a mention is shown once in all tabs, and not to who has it before their eyes', async ({
  browser,
  baseURL,
}) => {
  const { first, second, tabs, url, start, write, close } = await annAndBob(
    browser,
    must(baseURL, 'an address'),
    'granted',
  );
  const [party, trip] = [await start('Party'), await start('Trip')];
  await write(party, '@Bob one');
  for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName(/1 new/);
  await expect.poll(() => shownIn(tabs)).toEqual(['@Bob one']);

  await first.goto(`${url}/c/${party}`);
  await expect(first.getByRole('heading', { name: 'Party' })).toBeVisible();
  const looksAt = (id: string) =>
    second.evaluate(
      async (part) =>
        (await navigator.locks.query()).held?.some(({ name }) => name?.endsWith(part)) ?? false,
      `:${id}`,
    );
  await expect.poll(() => looksAt(party)).toBe(true);
  // Loading the page has emptied its own record.
  await write(party, '@Bob two');
  await expect(first.getByRole('log').getByText('two')).toBeVisible();
  await write(trip, '@Bob three');
  for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName(/1 new/);
  await expect.poll(() => shownIn(tabs)).toContain('@Bob three');
  expect((await shownIn(tabs)).filter((body) => body !== '@Bob one')).toEqual(['@Bob three']);

  await test.step('open in a window beside the one that somebody works in, it is shown and unread', async () => {
    const setFocus = (hasFocus: boolean) =>
      first.evaluate((has) => {
        document.hasFocus = () => has;
        window.dispatchEvent(new Event(has ? 'focus' : 'blur'));
      }, hasFocus);
    await setFocus(false);
    await expect.poll(() => looksAt(party)).toBe(false);
    await write(party, '@Bob four');
    await expect(first.getByRole('log').getByText('four')).toBeVisible();
    await expect.poll(() => shownIn(tabs)).toContain('@Bob four');
    const all = (await shownIn(tabs)).filter((body) => body !== '@Bob one');
    expect(all.toSorted()).toEqual(['@Bob four', '@Bob three']);
    for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName(/2 new/);
    await setFocus(true);
    for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName(/1 new/);
  });

  await test.step('a click opens the place and reads it', async () => {
    const isThere = (tab: Page) =>
      tab.evaluate(() => window.recorded.shown.some(({ body }) => body === '@Bob three'));
    const place = (await isThere(first)) ? first : second;
    await place.evaluate(() =>
      window.recorded.shown
        .find(({ body }) => body === '@Bob three')
        ?.notification.dispatchEvent(new Event('click')),
    );
    await expect(place.getByRole('heading', { name: 'Trip' })).toBeVisible();
    for (const tab of tabs) await expect(bell(tab)).toHaveAccessibleName('Notifications');
  });
  await close();
});

test('settings are in step in all tabs; a kind that is off is quiet; the browser is asked by a click', async ({
  browser,
  baseURL,
}) => {
  const { first, second, tabs, start, write, close } = await annAndBob(
    browser,
    must(baseURL, 'an address'),
    'default',
  );
  for (const tab of tabs) await openSettings(tab);
  const { violations } = await new AxeBuilder({ page: first }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await first.screenshot({ path: 'test-results/notification-settings.png' });

  await box(first, 'When somebody mentions me').uncheck();
  await expect(box(second, 'When somebody mentions me')).not.toBeChecked();
  await box(second, 'Play a short sound').check();
  await expect(box(first, 'Play a short sound')).toBeChecked();
  await expect(box(first, 'When somebody mentions me')).not.toBeChecked();
  // Choosing it lets one hear it.
  expect(await soundsIn(tabs)).toBe(1);

  const asked = await first.evaluate(() => window.Notification.permission);
  expect(asked).toBe('default');
  for (const tab of tabs) {
    await dialog(tab).getByRole('button', { name: 'Allow browser notifications' }).click();
    await expect(dialog(tab).getByText('This browser may show notifications.')).toBeVisible();
  }
  const party = await start('Party');
  await write(party, '@Bob quiet');
  // Behind the dialog it has no role.
  for (const tab of tabs)
    await expect(tab.locator('[aria-label="Notifications, 1 new"]')).toBeVisible();
  await box(second, 'When somebody mentions me').check();
  await expect(box(first, 'When somebody mentions me')).toBeChecked();
  await write(party, '@Bob loud');
  await expect.poll(() => shownIn(tabs)).toEqual(['@Bob loud']);
  await expect.poll(() => soundsIn(tabs)).toBe(2);
  await close();
});

test('a browser that blocks them says so', async ({ browser, baseURL }) => {
  const { first, close } = await annAndBob(browser, must(baseURL, 'an address'), 'denied');
  await openSettings(first);
  await expect(dialog(first).getByRole('status')).toContainText('blocks notifications');
  await expect(dialog(first).getByRole('button', { name: /^Allow/ })).toHaveCount(0);
  await close();
});
