import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantizeQuery, signBits } from '#domain/retrieval/signBits.ts';

const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 64,
});

test('a bit for each number', () => {
  expect(signBits([0.5, -0.1, 0, 1e-9])).toBe('1001');
});

test('the planes give each number back to half a step (property)', () => {
  fc.assert(
    fc.property(vector, (numbers) => {
      const { planes, lowest, step } = quantizeQuery(numbers);
      for (const [index, number] of numbers.entries()) {
        const level = planes.reduce((sum, plane, bit) => sum + Number(plane[index]) * 2 ** bit, 0);
        expect(Math.abs(lowest + step * level - number)).toBeLessThanOrEqual(step / 2 + 1e-9);
      }
    }),
  );
});
