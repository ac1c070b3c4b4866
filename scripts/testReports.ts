import { z } from 'zod';

/** How many tests of a stage passed, failed and were skipped. */
export type Tally = { passed: number; failed: number; skipped: number };

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
});

/** A file that failed although none of its tests did (it could not be loaded, a hook threw) is one failure. */
export function tallyVitest(report: unknown): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    VitestReport.parse(report);
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenFiles.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/** A flaky test has failed; so has what went wrong outside of any test. */
export function tallyPlaywright(report: unknown): Tally {
  const { stats, errors } = PlaywrightReport.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * What a stage's report says, held against how the stage ended: a stage that ended badly, left no readable
 * report or ran no test at all has at least one failure.
 */
export function tallyStage(stage: {
  exitCode: number | null;
  report: string | null;
  read: (report: unknown) => Tally;
}): Tally {
  const tally = readReport(stage.report, stage.read);
  const ranNothing = tally.passed + tally.failed === 0;
  const endedBadly = stage.exitCode !== 0 || ranNothing;
  return endedBadly && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(report: string | null, read: (report: unknown) => Tally): Tally {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  try {
    return read(JSON.parse(report));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** `12 passed, 0 failed`, and the skipped ones only where there are any. */
export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
