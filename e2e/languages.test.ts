import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { must } from '#shared/must.ts';
import { signUpQuickly, test } from './person.ts';

test('a page is in the language of the browser, or in the one that its reader has chosen', async ({
  browser,
  baseURL,
}) => {
  const url = must(baseURL, 'an address');
  const context = await browser.newContext({ locale: 'vi-VN' });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
  await expect(page.getByRole('button', { name: 'Đăng nhập' })).toBeVisible();
  await page.screenshot({ path: 'test-results/sign-in-vi.png' });

  const { workspace_id } = await signUpQuickly(page, url, 'Ann');
  await page.goto(`${url}/w/${workspace_id}/documents`);
  await expect(page.getByRole('heading', { name: 'Tài liệu', exact: true })).toBeVisible();
  await page.getByRole('button', { name: /Ann/ }).click();
  await page.getByRole('menuitem', { name: 'Ngôn ngữ' }).click();
  await page.getByRole('menuitemradio', { name: 'ไทย' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'th');
  await expect(page.getByRole('heading', { name: 'เอกสาร', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'เอกสาร', exact: true })).toBeVisible();

  for (const [path, name] of [
    ['live', 'desk-th'],
    ['settings/live', 'live-settings-th'],
    ['settings/members', 'members-th'],
  ]) {
    await page.goto(`${url}/w/${workspace_id}/${path}`);
    await expect(page.locator('main')).toBeVisible();
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.locator('main .animate-pulse')).toHaveCount(0);
    await page.screenshot({ path: `test-results/${name}.png` });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(bad.map(({ id }) => id)).toEqual([]);
  }
  await context.close();
});
