import { availableParallelism } from 'node:os';
import { checkSteps, makeNextTypes, runChecks } from './check/steps.ts';
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
await makeNextTypes();
const results = await runChecks(steps, {
  parallel: Math.min(2, availableParallelism()),
  onResult: printCheckResult,
});
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
