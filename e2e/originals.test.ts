import { basename } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { comparableText } from '#shared/comparableText.ts';
import { must } from '#shared/must.ts';
import { ask, markedIn, row, signUpQuickly, test, upload } from './person.ts';
import { textPdf } from './textPdf.ts';

/** A person with these documents, all of them searchable, in a conversation of their own. */
async function openWith(
  browser: Browser,
  baseURL: string | undefined,
  options: { names: string[]; width?: number },
) {
  const { names, width = 1440 } = options;
  const context = await browser.newContext({ viewport: { width, height: 844 } });
  const page = await context.newPage();
  const url = must(baseURL, 'the address of the product');
  const { client, workspace_id } = await signUpQuickly(page, url);
  await page.goto(`/w/${workspace_id}/documents`);
  await upload(page, ...names);
  for (const name of names)
    await expect(row(page, basename(name))).toHaveAttribute('data-status', 'ingested');
  const conversation = await client.conversations.create.mutate({ workspace_id });
  await page.goto(`/w/${workspace_id}/c/${conversation.id}`);
  return { page, workspace_id };
}

const paper = (page: Page, number: number) => page.locator(`.pdf-page[data-page="${number}"]`);

const bare = (text: string) => comparableText(text).text;

/** The marks lie on the paper, where its picture has ink, and can be seen; once it is drawn, which it is anew at each size. */
async function expectMarksOnPaper(sheet: Locator): Promise<void> {
  await expect(async () => {
    const canvas = must(await sheet.locator('canvas').boundingBox(), 'the picture');
    await expect(sheet.locator('mark').first()).toBeInViewport();
    for (const mark of await sheet.locator('mark').all()) await expectOnInk(mark, canvas);
  }).toPass({ timeout: 60_000 });
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

async function expectOnInk(mark: Locator, canvas: Box): Promise<void> {
  if ((await mark.innerText()).trim() === '') return;
  const box = must(await mark.boundingBox(), 'a mark');
  expect(box.x).toBeGreaterThanOrEqual(canvas.x);
  expect(box.y).toBeGreaterThanOrEqual(canvas.y);
  expect(box.x + box.width).toBeLessThanOrEqual(canvas.x + canvas.width);
  expect(box.y + box.height).toBeLessThanOrEqual(canvas.y + canvas.height);
  // A hyphen is too thin to tell.
  if (bare(await mark.innerText()).length > 1) expect(await inkUnder(mark)).toBeGreaterThan(0.03);
}

/** The share of dark pixels in the picture under an element. */
function inkUnder(mark: Locator): Promise<number> {
  return mark.evaluate((element) => {
    const canvas = element.closest('.pdf-page')?.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context) return 0;
    const [box, whole] = [element.getBoundingClientRect(), canvas.getBoundingClientRect()];
    const ratio = canvas.width / whole.width;
    const { data } = context.getImageData(
      Math.round((box.x - whole.x) * ratio),
      Math.round((box.y - whole.y) * ratio),
      Math.max(1, Math.round(box.width * ratio)),
      Math.max(1, Math.round(box.height * ratio)),
    );
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
    return (dark * 4) / data.length;
  });
}

const stories = [
  {
    name: 'handbook.pdf',
    question: 'How many vacation days do full-time employees receive?',
    number: 2,
    quote: 'Full-time employees receive 27 vacation days per calendar year.',
  },
  {
    name: 'quy-che.pdf',
    question: 'Nhân viên toàn thời gian được hưởng bao nhiêu ngày nghỉ phép có lương?',
    number: 1,
    quote: 'Nhân viên toàn thời gian được hưởng mười bốn ngày nghỉ phép có lương mỗi năm.',
  },
  {
    name: 'rabiab.pdf',
    question: 'พนักงานประจำมีสิทธิลาพักร้อนปีละกี่วัน',
    number: 1,
    quote: 'พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง',
  },
  {
    // From one column into the next, with words that are parted at the ends of lines.
    name: 'gazette.pdf',
    question: 'In which boxes does one bring the sensors, and to whom does one write by Thursday?',
    number: 1,
    quote:
      'Whoever wants to use a channel writes to Noor Verhaegen by the Thursday before, and brings the sensors in the grey boxes that stand inside the north door of the hall.',
  },
];

for (const { name, question, number, quote } of stories)
  test(`a citation of ${name} is marked on the page as it was made`, async ({
    browser,
    baseURL,
  }) => {
    const { page } = await openWith(browser, baseURL, { names: [name] });
    await ask(page, question);
    await page
      .getByRole('button', { name: `Source 1: ${name}, page ${number}` })
      .first()
      .click();
    const sheet = paper(page, number);
    await expect(sheet.locator('mark').first()).toBeVisible();
    expect(bare(await markedIn(sheet))).toContain(bare(quote));
    await expectMarksOnPaper(sheet);
    await page.screenshot({ path: `test-results/original-${name}.png` });

    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => widthRatio(sheet)).toBeCloseTo(1.25, 1);
    await expectMarksOnPaper(sheet);

    await page.getByRole('tab', { name: 'Text' }).click();
    await expect(page.locator('mark').first()).toBeInViewport();
    expect(bare(await markedIn(page.getByRole('tabpanel')))).toContain(bare(quote));
    await page.reload();
    await expect(page.getByRole('tab', { name: 'Text' })).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('tab', { name: 'Original' }).click();
    await expect(sheet.locator('mark').first()).toBeInViewport();
  });

test('a picture is shown as it is, and what was read in it is cited; a TIFF, which no browser shows, by its text', async ({
  browser,
  baseURL,
}) => {
  const { page, workspace_id } = await openWith(browser, baseURL, {
    names: ['corpus/quy-che.png', 'corpus/two-pages.tiff'],
  });
  await ask(page, 'Nhân viên toàn thời gian được hưởng bao nhiêu ngày nghỉ phép có lương?');
  await page.getByRole('button', { name: 'Source 1: quy-che.png, page 1' }).first().click();
  const picture = page.getByRole('img', { name: 'quy-che.png' });
  await expect(picture).toBeVisible();
  await expect
    .poll(() =>
      picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)),
    )
    .toBeGreaterThan(100);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.screenshot({ path: 'test-results/original-picture.png' });
  await page.getByRole('tab', { name: 'Text' }).click();
  await expect(page.locator('mark').first()).toBeInViewport();
  expect(bare(await markedIn(page.getByRole('tabpanel')))).toContain(bare('ngày nghỉ phép'));

  await page.goto(`/w/${workspace_id}/documents`);
  await row(page, 'two-pages.tiff').getByRole('button', { name: 'two-pages.tiff' }).first().click();
  await expect(page.getByRole('tab', { name: 'Text' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tab', { name: 'Original' })).toHaveCount(0);
});

/** How wide the picture is, beside the width that there is for it. */
async function widthRatio(sheet: Locator): Promise<number> {
  return sheet.evaluate((element) => {
    const place = element.closest('section');
    const style = place && getComputedStyle(place);
    const canvas = element.querySelector('canvas');
    if (!place || !style || !canvas) return 0;
    const inner = place.clientWidth - Number.parseFloat(style.paddingLeft) * 2;
    return canvas.getBoundingClientRect().width / inner;
  });
}

/** From a line's beginning to its end, as one selects it. */
async function drag(page: Page, line: Locator): Promise<void> {
  const box = must(await line.boundingBox(), 'a line');
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
}

test('on a phone the page fits, turns, can be copied from, and is usable with assistive technology', async ({
  browser,
  baseURL,
}) => {
  const { page, workspace_id } = await openWith(browser, baseURL, {
    names: ['handbook.pdf'],
    width: 390,
  });
  await page.goto(`/w/${workspace_id}/documents`);
  await expect(row(page, 'handbook.pdf').locator('img[src^="data:image/webp"]')).toBeVisible();
  await row(page, 'handbook.pdf').getByRole('button', { name: 'handbook.pdf' }).first().click();
  await expect(paper(page, 1).locator('canvas')).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  const sheet = paper(page, 2);
  await expect(sheet).toContainText('Full-time employees');
  expect(await widthRatio(sheet)).toBeCloseTo(1, 1);
  await drag(page, sheet.getByText('A full working week has 38 hours.'));
  const copied = await page.evaluate(() => window.getSelection()?.toString() ?? '');
  expect(copied).toContain('A full working week has 38 hours.');
  await page.evaluate(() => window.getSelection()?.empty());
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  await page.screenshot({ path: 'test-results/original-phone.png' });
  await page.getByRole('tab', { name: 'Text' }).click();
  await expect(page.getByRole('heading', { name: 'Vacation' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('of a long file only what is looked at is loaded, over a link that is renewed', async ({
  browser,
  baseURL,
}) => {
  const { page, workspace_id } = await openWith(browser, baseURL, { names: [] });
  const pages = Array.from({ length: 500 }, (_, nth) =>
    Array.from(
      { length: 50 },
      (_unused, line) => `${'river sensor report '.repeat(4)}${nth + 1}.${line}`,
    ),
  );
  const buffer = textPdf(pages);
  await page.goto(`/w/${workspace_id}/documents`);
  await page
    .getByLabel('Choose files to upload')
    .setInputFiles({ name: 'long.pdf', mimeType: 'application/pdf', buffer });
  await expect(row(page, 'long.pdf')).toHaveAttribute('data-status', 'ingested');
  let loaded = 0;
  const links = new Set<string>();
  page.on('response', (response) => {
    if (!response.url().includes('/files/')) return;
    expect([response.status(), response.url()]).toEqual([206, response.url()]);
    links.add(response.url());
    loaded += Number(response.headers()['content-length']);
  });
  await row(page, 'long.pdf').getByRole('button', { name: 'long.pdf' }).first().click();
  const input = page.getByLabel('Page', { exact: true });
  await expect(paper(page, 1)).toContainText('river sensor report 1.0');
  await input.fill('400');
  await input.press('Enter');
  await expect(paper(page, 400)).toContainText('river sensor report 400.0');
  expect(links.size).toBe(1);
  expect(loaded).toBeLessThan(buffer.byteLength / 5);

  page.removeAllListeners('response');
  for (const link of links) await page.route(link, (route) => route.fulfill({ status: 403 }));
  await input.fill('200');
  await input.press('Enter');
  await expect(paper(page, 200)).toContainText('river sensor report 200.0');
});

test('a page that cannot be shown gives its text, until it can', async ({ browser, baseURL }) => {
  const { page, workspace_id } = await openWith(browser, baseURL, { names: ['handbook.pdf'] });
  await page.goto(`/w/${workspace_id}/documents`);
  await page.route('**/files/**', (route) => route.abort());
  await row(page, 'handbook.pdf').getByRole('button', { name: 'handbook.pdf' }).first().click();
  await expect(page.getByText('This page could not be shown as it is.')).toBeVisible();
  await expect(page.getByText('Larkspur Instruments was founded in 1987')).toBeVisible();
  await page.unroute('**/files/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(paper(page, 1).locator('canvas')).toBeVisible();
});

/** Pictures of pages: their words were recognised, and each has its place. */
const scans = [
  {
    file: 'corpus/mixed-scan.pdf',
    question: 'Nhân viên toàn thời gian được hưởng bao nhiêu ngày nghỉ phép có lương?',
    number: 3,
    quote: 'mười bốn ngày nghỉ phép có lương mỗi năm',
  },
  {
    file: 'corpus/mixed-scan.pdf',
    question: 'พนักงานประจำมีสิทธิลาพักร้อนปีละกี่วัน',
    number: 4,
    quote: 'พนักงานประจำมีสิทธิลาพักร้อนปีละสิบสองวันโดยได้รับค่าจ้าง',
  },
  {
    file: 'corpus/quy-che.png',
    question: 'Nhân viên toàn thời gian được hưởng bao nhiêu ngày nghỉ phép có lương?',
    number: 1,
    quote: 'mười bốn ngày nghỉ phép có lương mỗi năm',
  },
  {
    // Lies on its side, but for its EXIF data.
    file: 'corpus/office-sideways.jpg',
    question: 'What is the address of the headquarters in Leuven?',
    number: 1,
    quote: 'Vaartstraat 112, 3000 Leuven',
  },
];

for (const { file, question, number, quote } of scans)
  test(`a citation of ${file}, page ${number}, is marked on its picture`, async ({
    browser,
    baseURL,
  }) => {
    const name = file.replace('corpus/', '');
    const { page, workspace_id } = await openWith(browser, baseURL, { names: [] });
    const conversation = page.url();
    await page.goto(`/w/${workspace_id}/documents`);
    await upload(page, file);
    await expect(row(page, name)).toHaveAttribute('data-status', 'ingested');
    await page.goto(conversation);
    await ask(page, question);
    await page
      .getByRole('button', { name: `Source 1: ${name}, page ${number}` })
      .first()
      .click();
    const words = page.locator('.ocr-text');
    await expect(words.locator('mark').first()).toBeVisible();
    expect(bare(await markedIn(words))).toContain(bare(quote));
    await expectMarksOnPicture(words);
    await page.screenshot({ path: `test-results/scan-${name}-${number}.png` });

    const copied = await words.evaluate((element) => {
      window.getSelection()?.selectAllChildren(element);
      return window.getSelection()?.toString() ?? '';
    });
    expect(copied.replaceAll(/\s+/g, ' ')).toContain(quote);
  });

/** The marks lie on the picture where it has ink, each a little higher than its letters, and can be seen. */
async function expectMarksOnPicture(words: Locator): Promise<void> {
  const picture = words.page().getByRole('tabpanel').locator('canvas, img');
  await expect(async () => {
    const whole = must(await picture.boundingBox(), 'the picture');
    await expect(words.locator('mark').first()).toBeInViewport();
    for (const mark of await words.locator('mark').all()) {
      const box = must(await mark.boundingBox(), 'a mark');
      expect(box.x).toBeGreaterThanOrEqual(whole.x);
      expect(box.y).toBeGreaterThanOrEqual(whole.y);
      expect(box.x + box.width).toBeLessThanOrEqual(whole.x + whole.width);
      expect(box.y + box.height).toBeLessThanOrEqual(whole.y + whole.height);
      expect(await inkOfPicture(mark)).toBeGreaterThan(0.03);
    }
  }).toPass({ timeout: 60_000 });
}

/** The share of dark pixels under an element in a page that is drawn or an image. */
function inkOfPicture(mark: Locator): Promise<number> {
  return mark.evaluate((element) => {
    const picture = element
      .closest('section')
      ?.querySelector<HTMLImageElement | HTMLCanvasElement>('canvas, img');
    const context = document.createElement('canvas').getContext('2d');
    if (!picture || !context) return 0;
    const [box, whole] = [element.getBoundingClientRect(), picture.getBoundingClientRect()];
    context.canvas.width = Math.ceil(whole.width);
    context.canvas.height = Math.ceil(whole.height);
    context.drawImage(picture, 0, 0, whole.width, whole.height);
    const { data } = context.getImageData(
      box.x - whole.x,
      box.y - whole.y,
      Math.max(1, box.width),
      Math.max(1, box.height),
    );
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) dark += 1;
    return (dark * 4) / data.length;
  });
}
