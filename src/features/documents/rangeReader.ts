/** The file's bytes from `begin` up to but not including `end`. */
export type ReadRange = (begin: number, end: number) => Promise<Uint8Array>;

type Wanted = { begin: number; end: number } & PromiseWithResolvers<Uint8Array>;

/** Longer runs are asked for in parts, which come side by side. */
const maxRunBytes = 512 * 1024;

/**
 * Reads parts of a file over links that expire: one that is refused is renewed, once for all who were refused.
 * Parts that touch and are wanted at the same time are asked for as one. `getLink` gives the address; with
 * `isRefused` a new one.
 */
export function createRangeReader(options: {
  getLink: (options: { isRefused: boolean }) => Promise<string>;
  fetch: (address: string, init: { headers: { Range: string } }) => Promise<Response>;
}): ReadRange {
  const readRun = createRunReader(options);
  let waiting: Wanted[] = [];
  const askForAll = () => {
    const runs = touchingRuns(waiting);
    waiting = [];
    for (const run of runs) void answer(run, readRun);
  };
  return (begin, end) => {
    const wanted = { begin, end, ...Promise.withResolvers<Uint8Array>() };
    waiting.push(wanted);
    if (waiting.length === 1) setTimeout(askForAll);
    return wanted.promise;
  };
}

function createRunReader({ getLink, fetch }: Parameters<typeof createRangeReader>[0]): ReadRange {
  let link: Promise<string> | null = null;
  const open = async (current: Promise<string>, range: string) =>
    fetch(onThisOrigin(await current), { headers: { Range: range } });
  return async (begin, end) => {
    const range = `bytes=${begin}-${end - 1}`;
    const first = (link ??= getLink({ isRefused: false }));
    let response = await open(first, range);
    if (!response.ok) {
      if (link === first) link = getLink({ isRefused: true });
      response = await open(link, range);
    }
    if (!response.ok) throw new Error(`The file is answered with ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.status === 206 ? bytes : bytes.subarray(begin, end);
  };
}

function touchingRuns(wanted: readonly Wanted[]): Wanted[][] {
  const runs: Wanted[][] = [];
  for (const each of wanted.toSorted((one, other) => one.begin - other.begin)) {
    const run = runs.at(-1);
    const isTouching = run?.at(-1)?.end === each.begin;
    if (run?.[0] && isTouching && each.end - run[0].begin <= maxRunBytes) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

async function answer(run: readonly Wanted[], read: ReadRange): Promise<void> {
  const begin = run[0]?.begin ?? 0;
  try {
    const bytes = await read(begin, run.at(-1)?.end ?? begin);
    for (const each of run) each.resolve(bytes.subarray(each.begin - begin, each.end - begin));
  } catch (error) {
    for (const each of run) each.reject(error);
  }
}

/** Our own links name the public origin; a page that was opened under another may read only from its own. */
export function onThisOrigin(link: string): string {
  const { pathname } = new URL(link);
  return pathname.startsWith('/files/') ? pathname : link;
}
