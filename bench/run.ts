import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { commitTax } from './commitTax.ts';
import { crossProcess } from './crossProcess.ts';
import { desk } from './desk.ts';
import { fanOut } from './fanOut.ts';
import { latency } from './latency.ts';
import type { Bench, BenchResult } from './measure.ts';
import { parse } from './parse.ts';
import { resume } from './resume.ts';
import { search } from './search.ts';

const benches: Bench[] = [latency, parse, fanOut, crossProcess, commitTax, resume, desk, search];

/** `npm run bench [name …] [--json FILE]` */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' } },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `No benchmark ${unknown.join(', ')}; there are ${benches.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const results: BenchResult[] = [];
for (const bench of chosen) {
  const result = await bench.run();
  results.push(result);
  print(result);
}
if (values.json) await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
process.exit(0);

function print({ name, figures, ratios }: BenchResult): void {
  console.log(`\n${name}`);
  for (const [system, its] of Object.entries(figures))
    for (const [figure, value] of Object.entries(its))
      console.log(`  ${system.padEnd(14)} ${figure.padEnd(26)} ${value.toFixed(2).padStart(12)}`);
  for (const [ratio, value] of Object.entries(ratios))
    console.log(`  ratio          ${ratio.padEnd(26)} ${value.toFixed(2).padStart(12)}`);
}
