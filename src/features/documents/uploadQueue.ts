/** One file on its way, as it is shown. */
export type Upload = {
  id: string;
  file: File;
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
  | { type: 'cleared' };

const isUnderWay = ({ state }: Upload) =>
  state.status === 'waiting' || state.status === 'uploading';

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
    case 'cleared':
      return uploads.filter(isUnderWay);
  }
}

/** Those that may begin now, so that at most `atOnce` are under way, first come first. */
export function findStartable(uploads: readonly Upload[], atOnce: number): readonly Upload[] {
  const running = uploads.filter(({ state }) => state.status === 'uploading').length;
  const waiting = uploads.filter(({ state }) => state.status === 'waiting');
  return waiting.slice(0, Math.max(0, atOnce - running));
}

export function countUnderWay(uploads: readonly Upload[]): number {
  return uploads.filter(isUnderWay).length;
}
