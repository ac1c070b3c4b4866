/** A place that somebody looks at, in one browser. */
export type Look = { userId: string; place: string };

const lookName = ({ userId, place }: Look) => `parley-look:${userId}:${place}`;

/**
 * Lets the browser's other tabs know that this one has the place before somebody's eyes, until what is returned
 * is called. A Web Lock goes with its tab, however that ends, and can be asked for without waiting for anybody.
 */
export function holdLook(locks: LockManager, look: Look): () => void {
  const stopped = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const options = { mode: 'shared', signal: stopped.signal } as const;
  locks
    .request(lookName(look), options, () => promise)
    .catch((error: unknown) => {
      if (!stopped.signal.aborted) throw error;
    });
  return () => {
    stopped.abort();
    resolve();
  };
}

/** Does any tab of this browser show it to somebody? */
export async function isLookedAt(locks: LockManager, look: Look): Promise<boolean> {
  const { held = [] } = await locks.query();
  return held.some(({ name }) => name === lookName(look));
}

/** True for one of all tabs that ask for the name within `holdMs` of the first, or for as long as that tab lives. */
export function claim(
  locks: LockManager,
  { name, holdMs }: { name: string; holdMs: number },
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const hold = async (lock: Lock | null) => {
      resolve(lock !== null);
      if (lock) await new Promise((release) => setTimeout(release, holdMs));
    };
    locks.request(name, { ifAvailable: true }, hold).catch(reject);
  });
}
