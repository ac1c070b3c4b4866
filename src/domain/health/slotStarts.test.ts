import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slotStarts } from '#domain/health/slotStarts.ts';

const iso = (now: string, days: number, timeZone: string) =>
  slotStarts(new Date(now), days, timeZone).map((start) => start.toISOString());

test('a day is shown by its hours', () => {
  const starts = iso('2026-05-20T10:59:59.999Z', 1, 'Asia/Bangkok');
  expect(starts).toHaveLength(24);
  expect([starts[0], starts[23]]).toEqual(['2026-05-19T11:00:00.000Z', '2026-05-20T10:00:00.000Z']);
});

test('more days by the midnights of where the reader is', () => {
  expect(iso('2026-05-20T18:00:00Z', 7, 'Asia/Bangkok').slice(-2)).toEqual([
    '2026-05-19T17:00:00.000Z',
    '2026-05-20T17:00:00.000Z',
  ]);
  expect(iso('2026-05-20T18:00:00Z', 7, 'UTC').at(-1)).toBe('2026-05-20T00:00:00.000Z');
});

test('also where the clocks are changed', () => {
  expect(iso('2026-03-30T12:00:00Z', 7, 'Europe/Berlin').slice(-3)).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ]);
});

test('for any instant and zone: as many as asked, each after the other, the last one not over (property)', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      fc.constantFrom(1, 7, 30),
      fc.constantFrom('UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia', 'Europe/Berlin'),
      (now, days, timeZone) => {
        const starts = slotStarts(now, days, timeZone).map(Number);
        expect(starts).toHaveLength(days === 1 ? 24 : days);
        expect(starts.toSorted((one, other) => one - other)).toEqual(starts);
        expect(new Set(starts).size).toBe(starts.length);
        const last = starts.at(-1) ?? NaN;
        expect(last).toBeLessThanOrEqual(now.getTime());
        expect(now.getTime() - last).toBeLessThan(25 * 60 * 60_000 + 1);
      },
    ),
  );
});
