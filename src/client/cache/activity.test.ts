import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, joinDeltas } from '#client/cache/activity.ts';

test('a piece that follows is added', () => {
  expect(applyDelta('Twenty', { offset: 6, text: '-five' })).toBe('Twenty-five');
});

test('a piece that is there already changes nothing', () => {
  expect(applyDelta('Twenty-five', { offset: 6, text: '-fi' })).toBe('Twenty-five');
  expect(applyDelta('Twenty-five', { offset: 0, text: '' })).toBe('Twenty-five');
});

test('of a piece that overlaps the rest is added', () => {
  expect(applyDelta('Twenty-f', { offset: 6, text: '-five' })).toBe('Twenty-five');
});

test('a piece beyond the end has to wait', () => {
  expect(applyDelta('Twen', { offset: 6, text: '-five' })).toBeNull();
});

test('a piece of another attempt replaces what it contradicts', () => {
  expect(applyDelta('Twenty-six days', { offset: 7, text: 'five' })).toBe('Twenty-five');
});

test('offsets count UTF-16 units', () => {
  expect(applyDelta('👋', { offset: 2, text: '!' })).toBe('👋!');
});

test('whatever the order and however often pieces come, they join as far as there is no gap', () => {
  const answer = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(answer, fc.infiniteStream(fc.nat()), fc.nat(), (parts, draws, savedDraw) => {
      const text = parts.join('');
      const pieces = parts.map((part, at) => ({
        offset: parts.slice(0, at).join('').length,
        text: part,
      }));
      const saved = text.slice(0, savedDraw % (text.length + 1));
      const draw = (below: number) => (draws.next().value ?? 0) % below;
      const came = Array.from({ length: pieces.length * 2 }, () => pieces[draw(pieces.length)]);
      const arrived = came.filter((piece) => piece !== undefined);
      const partly = joinDeltas(saved, arrived);
      expect(text.startsWith(partly.text)).toBe(true);
      expect(partly.text.length).toBeGreaterThanOrEqual(saved.length);
      for (const { offset } of partly.waiting) expect(offset).toBeGreaterThan(partly.text.length);
      expect(joinDeltas(partly.text, [...partly.waiting, ...pieces])).toEqual({
        text,
        waiting: [],
      });
    }),
  );
});
