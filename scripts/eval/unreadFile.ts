import type { z } from 'zod';

/** A file that cannot be used, where in it, and why. */
export class UnreadFile extends Error {
  constructor(file: string, { place, reason }: { place?: string; reason: string }) {
    super(place === undefined ? `${file}: ${reason}` : `${file}, ${place}: ${reason}`);
    this.name = 'UnreadFile';
  }
}

/**
 * What a file's text says as JSON.
 * @throws UnreadFile with the line and column of the fault
 */
export function parseJson(file: string, text: string): unknown {
  // Some editors begin a file with it.
  const json = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    const message = faultOf(error);
    const lines = json.slice(0, offsetOfFault(json, message)).split('\n');
    throw new UnreadFile(file, {
      place: `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`,
      reason: `no valid JSON: ${message.replace(/,? (in JSON at position|\.{0,3}").*$/s, '')}`,
    });
  }
}

const faultOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** V8 does not tell of every fault where it is: of a token that should not be there, only what is around it. */
function offsetOfFault(json: string, message: string): number {
  const told = /at position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  if (!isUnexpectedToken(message)) return json.length;
  let [before, after] = [0, json.length];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (hasUnexpectedToken(json.slice(0, middle))) after = middle;
    else before = middle;
  }
  return before;
}

const isUnexpectedToken = (message: string) => message.startsWith('Unexpected token');

function hasUnexpectedToken(json: string): boolean {
  try {
    JSON.parse(json);
    return false;
  } catch (error) {
    return isUnexpectedToken(faultOf(error));
  }
}

/** The first of a form's faults, and how many there are. */
export function describeIssues({ issues }: z.ZodError): { place: string; reason: string } {
  const [first] = issues;
  const path = (first?.path ?? []).map((step) =>
    typeof step === 'number' ? `[${step}]` : `.${String(step)}`,
  );
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return {
    place: path.join('').replace(/^\./, '') || 'its top',
    reason: `not in SQuAD's form: ${first?.message ?? 'unknown'}${more}`,
  };
}
