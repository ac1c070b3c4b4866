import type { CheckResult } from './steps.ts';

/** One line when green; what is wrong, too, when red. */
export function printCheckResult({ name, passed, output, durationMs }: CheckResult): void {
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(11)} ${(durationMs / 1000).toFixed(1)} s`);
  if (!passed) console.log(`${output.trim().replaceAll(/^/gm, '    ')}\n`);
}
