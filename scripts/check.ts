import { checkSteps, runProjectChecks } from './check/steps.ts';
import { printCheckResult } from './check/printResult.ts';

/** `npm run check [-- name …]`: all checks, or the named ones; exit code 1 when one fails. */
const wanted = new Set(process.argv.slice(2));
const steps = checkSteps.filter(({ name }) => wanted.size === 0 || wanted.has(name));
if (steps.length === 0) {
  console.error(
    `There is no such check. The checks: ${checkSteps.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const results = await runProjectChecks(steps, printCheckResult);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
