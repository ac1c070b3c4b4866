/** One file on its way, as it is shown. */
export type Upload = {
  id: string;
  file: File;
  /** Where it was in the folder that was uploaded; empty for a single file. */
  folderPath: string;
  state:
    | { status: 'waiting' }
    | { status: 'uploading'; share: number }
    | { status: 'done' }
    /** The same bytes are there already, under a name. */
    | { status: 'duplicate'; fileName: string }
    | { status: 'failed'; reason: string; canRetry: boolean };
};

export type UploadAction =
  | { type: 'added'; uploads: readonly Upload[] }
  | { type: 'changed'; id: string; state: Upload['state'] }
  | { type: 'dismissed'; id: string }
  /** All that failed and could still be taken. */
  | { type: 'retried' }
  /** What is under way is wanted no more. */
  | { type: 'stopped' }
  | { type: 'cleared' };

const isUnderWay = ({ state }: Upload) =>
  state.status === 'waiting' || state.status === 'uploading';

const canRetry = ({ state }: Upload) => state.status === 'failed' && state.canRetry;

/** The list after an action; what was dismissed stays away, also when news of it comes later. */
export function reduceUploads(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  switch (action.type) {
    case 'added':
      return [...uploads, ...action.uploads];
    case 'changed':
      return uploads.map((upload) =>
        upload.id === action.id ? { ...upload, state: action.state } : upload,
      );
    case 'dismissed':
      return uploads.filter(({ id }) => id !== action.id);
    case 'retried':
      return uploads.map((upload) =>
        canRetry(upload) ? { ...upload, state: { status: 'waiting' } } : upload,
      );
    case 'stopped':
      return uploads.filter((upload) => !isUnderWay(upload));
    case 'cleared':
      return uploads.filter(isUnderWay);
  }
}

/** Those that may begin now, so that at most `atOnce` are under way, first come first. */
export function findStartable(uploads: readonly Upload[], atOnce: number): readonly Upload[] {
  const running = countBy(uploads, 'uploading');
  const waiting = uploads.filter(({ state }) => state.status === 'waiting');
  return waiting.slice(0, Math.max(0, atOnce - running));
}

/** Of so many, what happened to each would be too much to read: what went well and what waits is counted. */
const fewEnoughToList = 8;

export const areCounted = (uploads: readonly Upload[]) => uploads.length > fewEnoughToList;

export function findListed(uploads: readonly Upload[]): readonly Upload[] {
  if (!areCounted(uploads)) return uploads;
  return uploads.filter(({ state }) => state.status === 'uploading' || state.status === 'failed');
}

export function countBy(uploads: readonly Upload[], status: Upload['state']['status']): number {
  return uploads.filter(({ state }) => state.status === status).length;
}

export function countRetryable(uploads: readonly Upload[]): number {
  return uploads.filter(canRetry).length;
}

/** How much of all that is to be done has been, 0…1. */
export function shareDone(uploads: readonly Upload[]): number {
  const shares = uploads.map(({ state }) => {
    if (state.status === 'uploading') return state.share;
    return state.status === 'waiting' ? 0 : 1;
  });
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(uploads.length, 1);
}

export function countUnderWay(uploads: readonly Upload[]): number {
  return uploads.filter(isUnderWay).length;
}
