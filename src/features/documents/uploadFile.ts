import { z } from 'zod';
import { UploadDocumentResult } from '#contract/documents.ts';
import type { PauseReason } from '#features/documents/usePause.ts';
import type { Translator } from '#locales/translator.ts';

const Answer = z.union([
  z.object({ result: z.object({ data: UploadDocumentResult }) }),
  z.object({ error: z.object({ message: z.string(), data: z.object({ code: z.string() }) }) }),
]);

/** Why an upload did not happen, as a sentence. */
export class UploadError extends Error {
  /** Could the same file be taken another time? */
  readonly canRetry: boolean;
  /** Why the others need not be tried now either, if so. */
  readonly pause: PauseReason | null;

  constructor(message: string, options: { canRetry: boolean; pause?: PauseReason }) {
    super(message);
    this.name = 'UploadError';
    this.canRetry = options.canRetry;
    this.pause = options.pause ?? null;
  }
}

const busyStatuses = [429, 503];

/**
 * Calls `documents.upload` with the file, telling how much of it (0…1) has gone out: a browser's fetch, and so
 * tRPC's client, cannot say.
 * @throws UploadError; AbortError when `signal` says so
 */
export function uploadFile(options: {
  workspaceId: string;
  file: File;
  folderPath: string;
  token: string | null;
  signal: AbortSignal;
  onProgress: (share: number) => void;
  t: Translator<'documents.uploads'>;
}): Promise<UploadDocumentResult> {
  const { workspaceId, file, folderPath, token, signal, onProgress, t } = options;
  const form = new FormData();
  form.set('workspace_id', workspaceId);
  form.set('file', file);
  if (folderPath !== '') form.set('folder_path', folderPath);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/trpc/documents.upload');
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    request.addEventListener('load', () => {
      const outcome = busyStatuses.includes(request.status)
        ? new UploadError(t('failed'), { canRetry: true, pause: 'busy' })
        : readUploadAnswer(request.responseText, t);
      if (outcome instanceof UploadError) reject(outcome);
      else resolve(outcome);
    });
    request.addEventListener('error', () => {
      void isServerReachable().then((isReachable) =>
        reject(
          new UploadError(t('failed'), {
            canRetry: true,
            ...(!isReachable && { pause: 'away' }),
          }),
        ),
      );
    });
    request.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

/** A request also fails for its file alone: one that was changed or removed meanwhile. */
async function isServerReachable(): Promise<boolean> {
  return fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
}

/** tRPC's answer to an upload. */
export function readUploadAnswer(
  body: string,
  t: Translator<'documents.uploads'>,
): UploadDocumentResult | UploadError {
  const answer = Answer.safeParse(parseJson(body));
  if (!answer.success) return new UploadError(t('failed'), { canRetry: true });
  if ('result' in answer.data) return answer.data.result.data;
  const { message, data } = answer.data.error;
  switch (data.code) {
    case 'UNAUTHORIZED':
      return new UploadError(t('signedOut'), { canRetry: true });
    case 'FORBIDDEN':
    case 'NOT_FOUND':
      return new UploadError(t('forbidden'), { canRetry: false });
    case 'PAYLOAD_TOO_LARGE':
    case 'UNSUPPORTED_MEDIA_TYPE':
    case 'BAD_REQUEST':
      return new UploadError(message, { canRetry: false });
    default:
      return new UploadError(t('failed'), { canRetry: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
