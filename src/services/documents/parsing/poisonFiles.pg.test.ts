import { afterAll, beforeAll, expect, test } from 'vitest';
import { poisonFiles } from '#services/documents/parsing/testPoison.ts';
import { openTestReading } from '#services/documents/parsing/testReading.ts';

let reading: Awaited<ReturnType<typeof openTestReading>>;
beforeAll(async () => {
  reading = await openTestReading();
});
afterAll(() => reading[Symbol.asyncDispose]());

test.each(poisonFiles)('$name', { timeout: 150_000 }, async ({ name, make, ends }) => {
  const document = await reading.read(name, new Uint8Array(make()));
  const outcome = document.error_message ?? document.status;
  expect(outcome).toMatch(ends);
  expect(document.jobs.every(({ retry_count }) => retry_count === 0)).toBe(true);
  expect(document.file_name).not.toMatch(/[/\\\p{Cc}]/u);
  expect(Array.from(document.file_name).length).toBeLessThanOrEqual(255);

  const good = await reading.read(
    'good.txt',
    new TextEncoder().encode(`A good file after ${document.id}.`),
  );
  expect(good.status).toBe('ingested');
});
