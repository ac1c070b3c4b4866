import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantizeQuery, vectorCode } from '#domain/retrieval/vectorCode.ts';

const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 64,
});

test('two bits for each number, the upper ones first', () => {
  expect(vectorCode([0.9, 0.1, -0.1, -0.9])).toBe('11001010');
});

const count = (code: string, mask: string) =>
  Array.from(code).filter((bit, at) => bit === '1' && mask[at] === '1').length;

test('counts of common bits are the product of the levels with the query’s (property)', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.double({ min: -1, max: 1, noNaN: true }),
          fc.double({ min: -1, max: 1, noNaN: true }),
        ),
        { minLength: 1, maxLength: 40 },
      ),
      (pairs) => {
        const code = vectorCode(pairs.map(([value]) => value));
        const { planes, upperHalf, lowest, step } = quantizeQuery(pairs.map(([, asked]) => asked));
        const counted =
          lowest * (count(code, '1'.repeat(code.length)) + count(code, upperHalf)) +
          step * planes.reduce((sum, plane, bit) => sum + 2 ** bit * count(code, plane), 0);
        const half = code.length / 2;
        const product = pairs.reduce((sum, [, asked], at) => {
          const level = 2 * Number(code[at]) + Number(code[half + at]);
          const rounded = step === 0 ? lowest : lowest + step * Math.round((asked - lowest) / step);
          return sum + level * rounded;
        }, 0);
        expect(counted).toBeCloseTo(product, 6);
      },
    ),
  );
});

test('a longer vector than an index takes is coded by its beginning', () => {
  const long = Array.from({ length: 20_000 }, (_, at) => Math.sin(at) / 100);
  expect(vectorCode(long)).toHaveLength(2 * 8_192);
  expect(quantizeQuery(long).planes.map((plane) => plane.length)).toEqual(Array(5).fill(2 * 8_192));
});

test('a vector of equal numbers asks for nothing in particular', () => {
  fc.assert(
    fc.property(vector, ([value = 0, ...rest]) => {
      const { step, planes } = quantizeQuery([value, ...rest.map(() => value)]);
      expect([step, planes.join('').includes('1')]).toEqual([0, false]);
    }),
  );
});
