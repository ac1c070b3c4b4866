import { describe, expect, test } from 'vitest';
import {
  addTallies,
  formatTally,
  tallyPlaywright,
  tallyStage,
  tallyVitest,
  type Tally,
} from './testReports.ts';

const vitestReport = (overrides: object = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...overrides,
});
const playwrightReport = (stats: object = {}, errors: unknown[] = []) => ({
  stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
});

describe('vitest', () => {
  test('counts passed, failed, pending and todo', () => {
    const report = vitestReport({ numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(tallyVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test('a file that could not be loaded is a failure', () => {
    const report = vitestReport({ testResults: [{ status: 'failed', assertionResults: [] }] });
    expect(tallyVitest(report).failed).toBe(1);
  });

  test('a file with a failed test is not counted twice', () => {
    const failedFile = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(tallyVitest(vitestReport({ numFailedTests: 1, testResults: [failedFile] })).failed).toBe(
      1,
    );
  });
});

describe('playwright', () => {
  test('a flaky test has failed', () => {
    expect(tallyPlaywright(playwrightReport({ flaky: 1, unexpected: 1 })).failed).toBe(2);
  });

  test('an error outside of any test is a failure', () => {
    expect(tallyPlaywright(playwrightReport({}, [{ message: 'no server' }])).failed).toBe(1);
  });
});

describe('a stage', () => {
  const stage = (exitCode: number | null, report: string | null): Tally =>
    tallyStage({ exitCode, report, read: tallyVitest });

  test('that ended well is what its report says', () => {
    expect(stage(0, JSON.stringify(vitestReport()))).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  test.each([
    ['ends badly after a green report', 1, JSON.stringify(vitestReport())],
    ['is killed', null, JSON.stringify(vitestReport())],
    ['leaves no report', 0, null],
    ['leaves half a report', 1, '{"numPassedTests": 3,'],
    ['leaves another report', 0, '{"tests": []}'],
    ['runs no test', 0, JSON.stringify(vitestReport({ numPassedTests: 0 }))],
  ])('that %s has one failure', (_, exitCode, report) => {
    expect(stage(exitCode, report).failed).toBe(1);
  });
});

test('tallies are summed and printed, the skipped ones only where there are any', () => {
  const total = addTallies([
    { passed: 7, failed: 0, skipped: 0 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  expect(formatTally(total)).toBe('10 passed, 1 failed');
  expect(formatTally({ ...total, skipped: 2 })).toBe('10 passed, 1 failed, 2 skipped');
});
