import { expect, test } from 'vitest';
import { runChecks, type CheckResult, type CheckStep } from './steps.ts';

const step = (name: string, run: CheckStep['run']): CheckStep => ({ name, run });
const green = async () => ({ passed: true, output: '' });

test('every step runs once and is told of, a throwing one as failed', async () => {
  const told: CheckResult[] = [];
  const results = await runChecks(
    [
      step('a', green),
      step('b', () => Promise.reject(new Error('no such tool'))),
      step('c', async () => ({ passed: false, output: 'two problems' })),
      step('d', green),
    ],
    { parallel: 2, onResult: (result) => told.push(result) },
  );
  const byName = Object.fromEntries(results.map((result) => [result.name, result]));
  expect(Object.keys(byName).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  expect(
    results
      .filter((result) => result.passed)
      .map((result) => result.name)
      .toSorted(),
  ).toEqual(['a', 'd']);
  expect(byName['b']?.output).toContain('no such tool');
  expect(told).toEqual(results);
});

test('at most `parallel` steps run at a time', async () => {
  let running = 0;
  let most = 0;
  const busy = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running -= 1;
    return { passed: true, output: '' };
  };
  await runChecks(
    Array.from({ length: 6 }, (_, index) => step(String(index), busy)),
    {
      parallel: 2,
      onResult: () => {},
    },
  );
  expect(most).toBe(2);
});
