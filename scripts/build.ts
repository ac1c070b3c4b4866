import { join } from 'node:path';
import { buildWhenStale } from '../workers/nextBuild.ts';

/** `npm run build`: the production build that `npm start` would make, ahead of time. */
let isFresh = true;
await buildWhenStale(join(import.meta.dirname, '..'), () => {
  isFresh = false;
});
if (isFresh) console.log('The production build is up to date.');
