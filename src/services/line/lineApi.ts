import { HTTPFetchError, messagingApi } from '@line/bot-sdk';
import { z } from 'zod';
import { LineError } from '#services/line/lineError.ts';

export type LineApiOptions = {
  /** Instead of LINE's own servers. */
  baseUrl?: string | undefined;
  /** How long any one call may take. */
  timeoutMs?: number;
};

type Push = { to: string; texts: string[]; retryKey: string };
type Content = { bytes: Uint8Array; mimeType: string };

/** What Parley asks of LINE, with a channel's access token. Each call throws a `LineError`. */
export type LineApi = {
  getBot: (token: string) => Promise<{ userId: string; name: string }>;
  getProfile: (
    token: string,
    userId: string,
  ) => Promise<{ name: string; pictureUrl: string | null }>;
  /** Also well when LINE has had a push with this key before (409): it is sent once. */
  push: (token: string, push: Push) => Promise<void>;
  /** A photo, video, voice message or file that somebody has sent. */
  getContent: (token: string, of: { messageId: string; maxBytes: number }) => Promise<Content>;
};

const apiUrl = 'https://api.line.me';
const contentUrl = 'https://api-data.line.me';
const conflict = 409;

/** As PostgreSQL can hold it, and no longer than a name is here. */
const Name = z.string().transform((name) => name.replaceAll('\0', '').slice(0, 100).toWellFormed());
const Bot = z.object({ userId: z.string().min(1), displayName: Name });
const Profile = z.object({
  displayName: Name,
  pictureUrl: z
    .url({ protocol: /^https$/ })
    .optional()
    .catch(undefined),
});

/** LINE's servers through its SDK, which knows no time-out: a call that takes too long counts as failed. */
export function createLineApi({ baseUrl, timeoutMs = 10_000 }: LineApiOptions): LineApi {
  const clientOf = (channelAccessToken: string) =>
    new messagingApi.MessagingApiClient({ channelAccessToken, baseURL: baseUrl ?? apiUrl });
  const ask = async <T>(work: Promise<T>): Promise<T> =>
    within(timeoutMs, work).catch((error: unknown) => {
      throw lineErrorOf(error);
    });
  return {
    async getBot(token) {
      const { userId, displayName } = await ask(
        clientOf(token)
          .getBotInfo()
          .then((bot) => Bot.parse(bot)),
      );
      return { userId, name: displayName };
    },
    async getProfile(token, userId) {
      const { displayName, pictureUrl = null } = await ask(
        clientOf(token)
          .getProfile(userId)
          .then((profile) => Profile.parse(profile)),
      );
      return { name: displayName, pictureUrl };
    },
    async push(token, { to, texts, retryKey }) {
      const messages = texts.map((text) => ({ type: 'text' as const, text }));
      await ask(
        clientOf(token)
          .pushMessage({ to, messages }, retryKey)
          .catch((error: unknown) => {
            if (error instanceof HTTPFetchError && error.status === conflict) return;
            throw error;
          }),
      );
    },
    getContent: (token, of) =>
      fetchContent(token, {
        ...of,
        url: new URL(
          `/v2/bot/message/${encodeURIComponent(of.messageId)}/content`,
          baseUrl ?? contentUrl,
        ),
        signal: AbortSignal.timeout(timeoutMs * 6),
      }).catch((error: unknown) => {
        throw lineErrorOf(error);
      }),
  };
}

/** The call goes on unseen: the SDK cannot be told to stop. Its retry key makes what it still does harmless. */
async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(timeoutMs);
  const isLate = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new LineError('LINE does not answer')));
  });
  return Promise.race([work, isLate]);
}

/**
 * Not through the SDK: a connection that breaks while its stream is read rejects a promise that nobody holds,
 * which ends the process (`convertResponseToReadable` in its `http-fetch.ts`).
 */
async function fetchContent(
  token: string,
  { url, signal, maxBytes }: { url: URL; signal: AbortSignal; maxBytes: number },
): Promise<Content> {
  const response = await fetch(url, { headers: { Authorization: `Bearer ${token}` }, signal });
  if (response.status === 202) throw new LineError('LINE is still preparing the file');
  if (!response.ok) throw refusal(response.status, await response.text());
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.byteLength;
    if (size > maxBytes) throw new LineError('The file is too large', { permanent: true });
    pieces.push(piece);
  }
  const mimeType = response.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  const isKnown = mimeType !== undefined && /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(mimeType);
  return {
    bytes: Buffer.concat(pieces),
    mimeType: isKnown ? mimeType : 'application/octet-stream',
  };
}

function lineErrorOf(error: unknown): LineError {
  if (error instanceof LineError) return error;
  if (error instanceof HTTPFetchError) return refusal(error.status, error.body, error);
  return new LineError('LINE cannot be reached', { cause: error });
}

/** Too much at once and LINE's own faults pass; what else it refuses, it will refuse again. */
function refusal(status: number, body: string, cause?: unknown): LineError {
  const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (status === 401)
    return new LineError('LINE does not accept the channel access token', { permanent, cause });
  const reason = reasonIn(body);
  return new LineError(`LINE refused it (${status}${reason ? `: ${reason}` : ''})`, {
    permanent,
    cause,
  });
}

const Refusal = z.object({ message: z.string() });

/** LINE's own words, which say for instance that the month's messages are used up. */
function reasonIn(body: string): string {
  try {
    return Refusal.parse(JSON.parse(body)).message.slice(0, 300);
  } catch {
    return '';
  }
}
