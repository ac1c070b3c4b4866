import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';
import type { Document } from '#contract/documents.ts';
import { must } from '#shared/must.ts';
import { row, signUpQuickly, test } from './person.ts';

let folder: string;
test.beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'parley-folder-')), 'handbooks');
});
test.use({ viewport: { width: 1440, height: 900 } });
test.afterEach(() => rm(dirname(folder), { recursive: true, force: true }));

async function fill(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

const hidden = { '.DS_Store': 'x', 'a/Thumbs.db': 'x', '~$report.docx': 'x', '.git/config': 'x' };

/** Words of its own in each, or it would be one document. */
const kinds: [ending: string, make: (nth: number) => string][] = [
  ['txt', (nth) => `Rule ${nth} holds from May.`],
  ['md', (nth) => `# Rule ${nth}\n\nIt holds from May.\n`],
  ['csv', (nth) => `rule,month\n${nth},May\n`],
  ['json', (nth) => JSON.stringify({ rule: nth, month: 'May' })],
  [
    'html',
    (nth) => `<!doctype html><title>Rule ${nth}</title><main><p>Rule ${nth} holds.</p></main>`,
  ],
];
const total = 300;
const many: Record<string, string> = {};
for (let nth = 0; nth < total; nth += 1) {
  const [ending, make] = must(kinds[nth % kinds.length], 'a kind');
  many[`${nth % 3}/deep/${ending === 'md' ? 'notes/' : ''}file ${nth}.${ending}`] = make(nth);
}
const heldCall = 60;
/** Two cores that others use as well may take so long; nothing is asserted of it. */
const patienceMs = 300_000;

/** Chooses the folder of the test, as its menu does. */
async function chooseFolder(page: Page): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More ways to add documents' }).click();
  await page.getByRole('menuitem', { name: 'Upload a folder' }).click();
  await (await chooser).setFiles(folder);
}

/** Takes note of each time that the bar shows another value, from the first on. */
async function watchProgress(bar: Locator): Promise<JSHandle<number[]>> {
  return bar.evaluateHandle((element) => {
    const values = [Number(element.getAttribute('aria-valuenow'))];
    new MutationObserver(() => values.push(Number(element.getAttribute('aria-valuenow')))).observe(
      element,
      { attributeFilter: ['aria-valuenow'] },
    );
    return values;
  });
}

test('hundreds of files of a folder are uploaded with one progress, past a busy server, a lost network and single failures', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(3 * patienceMs);
  const { client, workspace_id } = await signUpQuickly(page, must(baseURL, 'an address'));
  await fill({ ...many, ...hidden });
  await page.goto(`/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();

  let calls = 0;
  const held = Promise.withResolvers<void>();
  await page.route('**/api/trpc/documents.upload', async (route) => {
    calls += 1;
    if (calls === 5) return route.fulfill({ status: 429, body: 'Too many requests' });
    if (calls === 8 || calls === 12) return route.abort();
    if (calls >= heldCall) await held.promise;
    return route.continue();
  });
  await chooseFolder(page);
  const tray = page.getByRole('region', { name: 'Uploads' });
  await expect(tray).toContainText(/Uploading \d+ of 300 files/);
  await expect(tray).toContainText('4 hidden files are left out.');
  const bar = tray.getByRole('progressbar', { name: 'All uploads' });
  const values = await watchProgress(bar);
  await expect.poll(() => calls, { timeout: patienceMs }).toBe(heldCall + 2);
  await expect(tray).toContainText(`Uploading ${heldCall - 1} of 300 files`);
  await expect(bar).toHaveAttribute('aria-valuetext', /^(19|20)%$/);
  await expect(tray.getByText('2 files were not uploaded')).toBeVisible();
  await lookAt(page, 'folder-midway');

  // Whoever loads the page anew is asked first, and may stay. A page that nobody has touched may not ask.
  await page.getByRole('heading', { name: 'Documents', exact: true }).click();
  const asked = page.waitForEvent('dialog');
  const reloading = page.evaluate(() => window.location.reload());
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).dismiss();
  await reloading;

  await context.setOffline(true);
  held.resolve();
  await expect(tray).toContainText('There is no connection. It goes on as soon as there is.');
  await lookAt(page, 'folder-offline');
  await context.setOffline(false);
  await expect(tray.getByText('There is no connection')).toHaveCount(0);
  await expect(tray).toContainText('Uploads finished', { timeout: patienceMs });
  await expect(tray).toContainText('2 files were not uploaded');
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await lookAt(page, 'folder');
  const seen = await values.jsonValue();
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.at(-1)).toBeGreaterThan(95);
  await tray.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(tray).toHaveCount(0);

  const list = () => client.documents.list.query({ workspace_id });
  const paths = (await list()).map(({ folder_path, file_name }) => `${folder_path}/${file_name}`);
  expect(paths.toSorted()).toEqual(
    Object.keys(many)
      .map((name) => `handbooks/${name}`)
      .toSorted(),
  );
  const countIngested = async () =>
    (await list()).filter(({ status }) => status === 'ingested').length;
  await expect.poll(countIngested, { timeout: patienceMs }).toBe(total);
  await expectRows(page, await list());
  await lookAt(page, 'folder-list');
});

/** The newest and the oldest of the documents stand in the page's list as the server tells them. */
async function expectRows(page: Page, documents: readonly Document[]): Promise<void> {
  const items = page.getByRole('list', { name: 'Documents' }).getByRole('listitem');
  const at = (place: number) => page.locator(`li[aria-posinset="${place}"]`);
  const expectAt = async (place: number) => {
    const { file_name, folder_path } = must(documents[place - 1], 'a document');
    await expect(at(place)).toContainText(file_name);
    await expect(at(place)).toContainText(folder_path);
    await expect(at(place)).toHaveAttribute('data-status', 'ingested');
    await expect(at(place)).toHaveAttribute('aria-setsize', String(documents.length));
  };
  for (const place of [1, 2, 3]) await expectAt(place);
  expect(await items.count()).toBeLessThan(documents.length / 2);
  const main = page.getByRole('main');
  await expect(async () => {
    await main.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(at(documents.length)).toBeInViewport({ timeout: 1_000 });
  }).toPass();
  for (const back of [0, 1, 2]) await expectAt(documents.length - back);
}

/** As it is on a desk and on a telephone. */
async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/${name}.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `test-results/${name}-phone.png` });
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('a folder that is there already is counted, and uploading can be stopped', async ({
  page,
  baseURL,
}) => {
  const { client, workspace_id } = await signUpQuickly(page, must(baseURL, 'an address'));
  const few = Object.fromEntries(Object.entries(many).slice(0, 10));
  await fill(few);
  await page.goto(`/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();
  const tray = page.getByRole('region', { name: 'Uploads' });
  let calls = 0;
  const held = Promise.withResolvers<void>();
  await page.route('**/api/trpc/documents.upload', async (route) => {
    calls += 1;
    if (calls > 4) await held.promise;
    await route.continue().catch(() => {});
  });
  await chooseFolder(page);
  await expect(tray).toContainText('Uploading 5 of 10 files');
  await tray.getByRole('button', { name: 'Stop uploading' }).click();
  await expect(tray).toHaveCount(0);
  expect(await client.documents.list.query({ workspace_id })).toHaveLength(4);
  held.resolve();

  await chooseFolder(page);
  await expect(tray).toContainText('Uploads finished');
  await expect(tray).toContainText('4 files are here already.');
  await expect(tray.getByRole('listitem')).toHaveCount(0);
  await lookAt(page, 'folder-again');
  await tray.getByRole('button', { name: 'Close uploads' }).click();
  await expect(tray).toHaveCount(0);
  expect(await client.documents.list.query({ workspace_id })).toHaveLength(10);
});

test('a dropped folder is read, too, and who leaves meanwhile is asked', async ({
  page,
  baseURL,
}) => {
  const { workspace_id } = await signUpQuickly(page, must(baseURL, 'an address'));
  await page.goto(`/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();
  const held = Promise.withResolvers<void>();
  await page.route('**/api/trpc/documents.upload', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.getByRole('heading', { name: 'Documents', exact: true }).evaluate((target) => {
    // As browsers give a dropped folder: entries that are read in pieces.
    const fileEntry = (name: string) => ({
      isFile: true,
      isDirectory: false,
      name,
      fullPath: `/shop/prices/${name}`,
      file: (done: (file: File) => void) => done(new File([`In ${name}.`], name)),
    });
    const folderEntry = (name: string, pieces: unknown[][]) => ({
      isFile: false,
      isDirectory: true,
      name,
      createReader: () => {
        const left = [...pieces, []];
        return { readEntries: (done: (entries: unknown) => void) => done(left.shift() ?? []) };
      },
    });
    const prices = folderEntry('prices', [
      [fileEntry('kettle.txt'), fileEntry('.DS_Store')],
      [fileEntry('teapot.txt')],
    ]);
    const shop = folderEntry('shop', [[prices]]);
    const items = [{ kind: 'file', webkitGetAsEntry: () => shop }];
    const drop = new Event('drop', { bubbles: true, cancelable: true });
    Object.defineProperty(drop, 'dataTransfer', { value: { items, files: [], types: ['Files'] } });
    target.dispatchEvent(drop);
  });
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText('of 2 files');
  // A page that nobody has touched may not ask.
  await page.locator('#main').click();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  held.resolve();
  for (const name of ['kettle.txt', 'teapot.txt'])
    await expect(row(page, name)).toContainText('shop/prices');
});
