import { readFileSync, writeFileSync } from 'node:fs';
import { completeLockfile, findMissingPlatforms } from './check/lockfile.ts';

/** Run after an `npm install` that left out other platforms' binaries; `npm run check` says when. */
const text = readFileSync('package-lock.json', 'utf8');
const missing = findMissingPlatforms(text);
if (missing.length > 0) writeFileSync('package-lock.json', completeLockfile(text));
console.log(`${missing.length} platform packages added to package-lock.json.`);
