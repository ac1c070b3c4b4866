import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCheckResult } from './check/printResult.ts';
import { checkSteps, runProjectChecks, type CheckResult } from './check/steps.ts';
import { runCommand } from './command.ts';
import {
  addTallies,
  formatTally,
  tallyPlaywright,
  tallyStage,
  tallyVitest,
  type Tally,
} from './testReports.ts';

/**
 * `npm test [-- stage …]`: all stages, or the named ones, each whether or not an earlier one failed. The last
 * line is `N passed, N failed`; the exit code is 1 when anything failed.
 */
const reports = mkdtempSync(join(tmpdir(), 'parley-reports-'));
const minute = 60_000;
/** Told again at the end, where they are seen: the other stages print thousands of lines after them. */
const failedChecks: CheckResult[] = [];

const stages: Record<string, () => Promise<Tally>> = {
  check: runCheckStage,
  unit: () =>
    runReported({
      command: ['vitest', 'run', '--reporter=default', '--reporter=json'],
      report: (file) => ({ args: [`--outputFile.json=${file}`] }),
      read: tallyVitest,
    }),
  eval: runEvalStage,
  build: () => runCommands([['npm', 'run', 'build']]),
  e2e: () =>
    runReported({
      command: ['playwright', 'test', '--reporter=list,json'],
      report: (file) => ({ env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file } }),
      read: tallyPlaywright,
    }),
};

async function runCheckStage(): Promise<Tally> {
  const results = await runProjectChecks(checkSteps, printCheckResult);
  const passed = results.filter((result) => result.passed).length;
  failedChecks.push(...results.filter((result) => !result.passed));
  return { passed, failed: results.length - passed, skipped: 0 };
}

/** Where the test collections are: they stand beside the project, not in it. */
const collections = '../shared/eval';

/** Search and answers keep what they reach on public test collections. */
async function runEvalStage(): Promise<Tally> {
  const commands: Command[] = [
    ['npm', 'run', 'eval'],
    ['npm', 'run', 'eval', '--', '--answers'],
    ['node', 'scripts/eval/fusion.ts'],
  ];
  if (existsSync(collections)) return runCommands(commands);
  console.log(`There are no test collections in ${collections}.`);
  return { passed: 0, failed: 0, skipped: commands.length };
}

type Command = readonly [string, ...string[]];

/** Each passes or fails as one. */
async function runCommands(commands: readonly Command[]): Promise<Tally> {
  const tallies: Tally[] = [];
  for (const [program, ...args] of commands) {
    const { exitCode } = await runCommand(program, args, { echo: true, timeLimitMs: 15 * minute });
    tallies.push({ passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 });
  }
  return addTallies(tallies);
}

async function runReported(stage: {
  command: Command;
  report: (file: string) => { args?: string[]; env?: Record<string, string> };
  read: (report: unknown) => Tally;
}): Promise<Tally> {
  const [program, ...args] = stage.command;
  const file = join(reports, `${program}.json`);
  const { args: reportArgs = [], env } = stage.report(file);
  const { exitCode } = await runCommand(program, [...args, ...reportArgs], {
    env,
    echo: true,
    timeLimitMs: 40 * minute,
  });
  return tallyStage({ exitCode, report: readIfThere(file), read: stage.read });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** A stage that throws has failed once, and the next one still runs. */
async function runStage(name: string, run: () => Promise<Tally>): Promise<Tally> {
  console.log(`\n── ${name} ──`);
  const startedAt = performance.now();
  const tally = await run().catch((error: unknown): Tally => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`── ${name}: ${formatTally(tally)} in ${seconds} s ──`);
  return tally;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in stages));
if (unknown.length > 0) {
  console.error(
    `There is no stage ${unknown.join(', ')}. The stages: ${Object.keys(stages).join(', ')}`,
  );
  process.exit(2);
}
const tallies: Tally[] = [];
for (const [name, run] of Object.entries(stages))
  if (wanted.length === 0 || wanted.includes(name)) tallies.push(await runStage(name, run));
rmSync(reports, { recursive: true, force: true });

for (const result of failedChecks) printCheckResult(result);
const total = addTallies(tallies);
process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${formatTally(total)}`);
