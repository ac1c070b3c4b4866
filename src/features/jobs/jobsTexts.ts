/** The words of background work. */
export const jobsTexts = {
  waiting: 'Waiting its turn',
  running: {
    parse: 'Reading the pages',
    ingest: 'Making it searchable',
    answer: 'Writing the answer',
  },
  kind: { parse: 'Reading', ingest: 'Indexing', answer: 'Answer' },
  status: { queued: 'Waiting', running: 'Running', success: 'Done', failed: 'Failed' },
  tryingAgain: 'Trying again',
  tryingAgainIn: (duration: string) => `Trying again in ${duration}`,
  attempt: (attempt: number, attempts: number) => `attempt ${attempt} of ${attempts}`,
  progress: 'Progress',
  historyEmpty: 'Nothing has been done yet.',
} as const;
