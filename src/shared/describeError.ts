/** What a log says of an error. */
export type DescribedError = {
  type: string;
  message: string;
  code?: string;
  status?: number;
  stack?: string;
  cause?: DescribedError;
};

const maxMessageLength = 500;
const maxDepth = 5;

/**
 * An error for the log: of its own properties only those that cannot hold what somebody wrote, uploaded or
 * asked. Libraries put queries with their parameters, requests and answers of servers into errors.
 */
export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const described: DescribedError = { type: error.name, message: messageOf(error) };
  if ('code' in error && typeof error.code === 'string') described.code = error.code;
  if ('statusCode' in error && typeof error.statusCode === 'number')
    described.status = error.statusCode;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  if (frames?.length) described.stack = frames.join('\n');
  if (error.cause !== undefined && depth < maxDepth)
    described.cause = describeError(error.cause, depth + 1);
  return described;
}

function messageOf(error: Error): string {
  // What a language model's server answers may repeat the request.
  if (error.name.startsWith('AI_')) return 'what the server said is not logged';
  // drizzle's "Failed query: …" goes on with the parameters.
  const [message = ''] = error.message.split('\nparams:', 1);
  const shown = repeatsItsInput(error) ? (/^[^"'`]*/.exec(message)?.[0] ?? '') : message;
  return shown.slice(0, maxMessageLength);
}

/** JSON.parse, and PostgreSQL's "data exceptions" (class 22), quote what they could not read. */
function repeatsItsInput(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error instanceof SyntaxError || /^22[0-9A-Z]{3}$/.test(code);
}
