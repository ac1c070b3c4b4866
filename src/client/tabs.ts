import { z } from 'zod';
import { withWebLock } from '#client/webLock.ts';

/** What one tab tells the others of the same person. */
const Notice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed') }),
  z.object({ type: z.literal('discarded'), client_id: z.string() }),
]);
export type Notice = z.infer<typeof Notice>;

/** The tabs of one browser, as far as they must agree. */
export type Tabs = {
  /** Runs while no other tab runs anything of the same name; not at all when `signal` ends the wait. */
  alone: (run: () => Promise<void>, signal: AbortSignal) => Promise<void>;
  /** Not heard by the tab itself. */
  tell: (notice: Notice) => void;
  listen: (onNotice: (notice: Notice) => void) => void;
  close: () => void;
};

/** Web Locks go with the tab that holds them, however it ends. */
export function openTabs(name: string): Tabs {
  const channel = openChannel(name);
  return {
    async alone(run, signal) {
      if (signal.aborted) return;
      // Without locks two tabs may send the same message, which the server knows by its `client_id`.
      await withWebLock(name, run, { signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin: the page's
    tell: (notice) => channel?.postMessage(notice),
    listen: (onNotice) =>
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const notice = Notice.safeParse(data);
        if (notice.success) onNotice(notice.data);
      }),
    close: () => channel?.close(),
  };
}

/** None where storage is forbidden: then there are no other tabs to agree with. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}
