import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { runCommand } from '../command.ts';
import { checkDocs } from './docs.ts';
import { listProjectFiles } from './projectFiles.ts';
import { checkRepository } from './repository.ts';
import { checkStructure } from './structure.ts';

export type CheckStep = { name: string; run: () => Promise<CheckOutcome> };
export type CheckOutcome = { passed: boolean; output: string };
export type CheckResult = CheckOutcome & { name: string; durationMs: number };

/** All that can be said without a database or a browser; the longest first. */
export const checkSteps: readonly CheckStep[] = [
  tool('types', 'tsc', '--noEmit', '--pretty', 'false'),
  tool('lint', 'oxlint', '--format', 'agent'),
  tool(
    'imports',
    'depcruise',
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    '.',
  ),
  tool('unused', 'knip', '--no-progress', '--no-config-hints'),
  tool('format', 'oxfmt', '--check'),
  rule('structure', checkStructure),
  rule('docs', checkDocs),
  rule('repository', checkRepository),
];

/** Runs the steps, `parallel` at a time, and tells of each as it ends. */
export async function runChecks(
  steps: readonly CheckStep[],
  options: { parallel: number; onResult: (result: CheckResult) => void },
): Promise<CheckResult[]> {
  const waiting = steps.values();
  const results: CheckResult[] = [];
  const runWaiting = async () => {
    for (const step of waiting) {
      const startedAt = performance.now();
      const outcome = await step.run().catch((error: unknown) => ({
        passed: false,
        output: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }));
      const result = { name: step.name, ...outcome, durationMs: performance.now() - startedAt };
      results.push(result);
      options.onResult(result);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, runWaiting));
  return results;
}

function tool(name: string, command: string, ...args: string[]): CheckStep {
  return { name, run: () => runTool(command, args) };
}

async function runTool(command: string, args: readonly string[]): Promise<CheckOutcome> {
  const { exitCode, output } = await runCommand(command, args);
  return { passed: exitCode === 0, output };
}

function rule(name: string, check: (paths: readonly string[]) => string[]): CheckStep {
  return {
    name,
    run: async () => {
      const problems = check(listProjectFiles('.'));
      return { passed: problems.length === 0, output: problems.join('\n') };
    },
  };
}

/**
 * Runs checks as `npm run check` and `npm test` both do, after making what a fresh clone lacks.
 * @throws when Next's declarations cannot be made
 */
export async function runProjectChecks(
  steps: readonly CheckStep[],
  onResult: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  await makeNextTypes();
  return runChecks(steps, { parallel: Math.min(2, availableParallelism()), onResult });
}

/**
 * Next's declarations, of stylesheets and of routes, have to be made before types are looked at, and anew for each
 * page that has come or gone.
 * @throws when Next cannot make them
 */
async function makeNextTypes(): Promise<void> {
  if (!existsSync('src/app')) return;
  const made = await runTool('next', ['typegen']);
  if (!made.passed) throw new Error(`next typegen failed:\n${made.output}`);
}
