/** What LINE refuses or fails to do, in words for an operator. `permanent`: asking again will not help. */
export class LineError extends Error {
  readonly permanent: boolean;

  constructor(
    message: string,
    { permanent = false, cause }: { permanent?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.name = 'LineError';
    this.permanent = permanent;
  }
}
