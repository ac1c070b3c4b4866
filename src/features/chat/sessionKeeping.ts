/** As much of the browser's storage as is needed here. */
type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const sessionKeyOf = (key: string) => `parley-chat-${key}`;
const ownerKeyOf = (key: string) => `parley-chat-${key}-owner`;

/**
 * Where the customer's session of one workspace is kept. One that belongs to somebody whom the company has
 * vouched for is forgotten when another, or nobody, is at the browser now: they must not read on.
 */
export function openCustomerSession(
  storage: Kept,
  { key, vouchedId }: { key: string; vouchedId: string | null },
): string {
  const sessionKey = sessionKeyOf(key);
  const owner = storage.getItem(ownerKeyOf(key));
  if (owner !== null && owner !== vouchedId) {
    storage.removeItem(sessionKey);
    storage.removeItem(ownerKeyOf(key));
  }
  return sessionKey;
}

/** The server has confirmed whose session it is. */
export function keepOwner(storage: Kept, { key, vouchedId }: { key: string; vouchedId: string }) {
  storage.setItem(ownerKeyOf(key), vouchedId);
}

const inMemory = new Map<string, string>();

/** Storage may be forbidden, in a frame above all; then things last as long as the page. */
export const browserStorage: Kept = {
  getItem: (key) => tryStorage((storage) => storage.getItem(key)) ?? inMemory.get(key) ?? null,
  setItem: (key, value) => {
    if (tryStorage((storage) => (storage.setItem(key, value), true)) === null)
      inMemory.set(key, value);
  },
  removeItem: (key) => {
    inMemory.delete(key);
    tryStorage((storage) => storage.removeItem(key));
  },
};

function tryStorage<T>(action: (storage: Storage) => T): T | null {
  try {
    return action(window.localStorage);
  } catch {
    return null;
  }
}
