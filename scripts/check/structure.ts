import { basename, dirname } from 'node:path';
import { layers, missingByDesign, nouns, places } from './places.ts';

const vague = /^(utils?|helpers?|misc|common|index|types|constants)\b/i;

/** A test may be named after what it shows, beside the files that show it together. */
const aTest = /^[A-Za-z][A-Za-z0-9-]*(\.pg)?\.test(-d)?\.tsx?$/;

/** Every file is where and called as `places.ts` says, and every noun is in all its layers. */
export function checkStructure(paths: readonly string[]): string[] {
  return [...paths.flatMap(checkPlace), ...checkNouns(paths)];
}

function checkPlace(path: string): string[] {
  const folder = dirname(path) === '.' ? '' : dirname(path);
  const file = basename(path);
  if (/\.[mc]?[jt]sx?$/.test(file) && vague.test(file))
    return [`${path}: name the file by what it exports; "${file}" could hold anything.`];
  const place = places.find((each) => new RegExp(`^${each.folder}$`).test(folder));
  if (!place)
    return [
      `${path}: no folder "${folder}" is planned; put it elsewhere or add it to scripts/check/places.ts.`,
    ];
  if (place.files.test(file) || aTest.test(file)) return [];
  return [
    `${path}: ${folder || 'the top'} holds ${place.holds}; rename it or extend scripts/check/places.ts.`,
  ];
}

function checkNouns(paths: readonly string[]): string[] {
  const problems: string[] = [];
  for (const noun of nouns)
    for (const layer of layers) {
      const wanted = layer(noun);
      const exists = paths.some((path) => path.startsWith(wanted));
      const isExcused = wanted in missingByDesign;
      if (!exists && !isExcused)
        problems.push(
          `${wanted} is missing: ${noun} must be in all six layers, or be excused in scripts/check/places.ts.`,
        );
      if (exists && isExcused)
        problems.push(
          `${wanted} exists: strike it from the exceptions in scripts/check/places.ts.`,
        );
    }
  return problems;
}
