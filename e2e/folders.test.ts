import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from '@playwright/test';
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
const many = Object.fromEntries(
  Array.from({ length: 24 }, (_, nth) => [`${nth % 3}/deep/file ${nth}.txt`, `Text ${nth}.`]),
);

test('a folder is uploaded with its paths, past a busy server and single failures', async ({
  page,
  baseURL,
}) => {
  const { client, workspace_id } = await signUpQuickly(page, must(baseURL, 'an address'));
  await fill({ ...many, ...hidden });
  await page.goto(`/w/${workspace_id}/documents`);
  await expect(page.getByText('Add your first documents')).toBeVisible();

  let calls = 0;
  await page.route('**/api/trpc/documents.upload', async (route) => {
    calls += 1;
    if (calls === 5) await route.fulfill({ status: 429, body: 'Too many requests' });
    else if (calls === 8 || calls === 12) await route.abort();
    else await route.continue();
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More ways to add documents' }).click();
  await page.getByRole('menuitem', { name: 'Upload a folder' }).click();
  await (await chooser).setFiles(folder);
  const tray = page.getByRole('region', { name: 'Uploads' });
  await expect(tray).toContainText(/Uploading \d+ of 24 files/);
  await expect(tray).toContainText('4 hidden files are left out.');
  await expect(tray).toContainText('Uploads finished', { timeout: 120_000 });
  await expect(tray).toContainText('2 files were not uploaded');
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await page.screenshot({ path: 'test-results/folder.png' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: 'test-results/folder-phone.png' });
  await tray.getByRole('button', { name: 'Try again', exact: true }).click();
  await expect(tray).toHaveCount(0);

  const documents = await client.documents.list.query({ workspace_id });
  const paths = documents.map(({ folder_path, file_name }) => `${folder_path}/${file_name}`);
  expect(paths.toSorted()).toEqual(
    Object.keys(many)
      .map((name) => `handbooks/${name}`)
      .toSorted(),
  );
  await expect(row(page, 'file 7.txt')).toContainText('handbooks/1/deep');
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
