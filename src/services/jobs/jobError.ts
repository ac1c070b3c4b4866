/** Why an attempt at a job failed, in a sentence for the user. Any other error counts as transient. */
export class JobError extends Error {
  /** Another attempt could not end otherwise. */
  readonly permanent: boolean;

  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'JobError';
    this.permanent = options.permanent;
  }
}
