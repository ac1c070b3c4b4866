/** What the cache keeps: known by id, and newer when its version is higher. */
export type Versioned = { id: string; version: number };

/** Lists stand by id, which is by time: `newest` or `oldest` first. */
export type ListOrder = 'newest' | 'oldest';

/** Which of two states of one thing is to be kept; `known` itself when the other tells nothing new. */
export type Resolve<Item> = (known: Item, other: Item) => Item;

export const newerOf = <Item extends Versioned>(known: Item, other: Item): Item =>
  other.version > known.version ? other : known;

/** The list with the item in its place; the same list when it has the item as new or newer already. */
export function upsert<Item extends Versioned>(
  list: readonly Item[],
  item: Item,
  { order, resolve = newerOf }: { order: ListOrder; resolve?: Resolve<Item> },
): readonly Item[] {
  const at = list.findIndex(({ id }) => id === item.id);
  const known = list[at];
  if (known) {
    const kept = resolve(known, item);
    return kept === known ? list : list.with(at, kept);
  }
  const isBefore = (other: Item) => (order === 'newest' ? other.id < item.id : other.id > item.id);
  const place = list.findIndex(isBefore);
  return place === -1 ? [...list, item] : list.toSpliced(place, 0, item);
}

/** The list with the item of this id changed; the same list when there is none or it is as new already. */
export function patch<Item extends Versioned>(
  list: readonly Item[],
  change: Partial<Item> & Versioned,
  resolve: Resolve<Item> = newerOf,
): readonly Item[] {
  const at = list.findIndex(({ id }) => id === change.id);
  const known = list[at];
  if (!known) return list;
  const kept = resolve(known, { ...known, ...change });
  return kept === known ? list : list.with(at, kept);
}

/** The list without the items that match; the same list when none does. */
export function without<Item>(
  list: readonly Item[],
  matches: (item: Item) => boolean,
): readonly Item[] {
  return list.some(matches) ? list.filter((item) => !matches(item)) : list;
}

/** A fetched list with whatever `known` has newer, so that nothing on the screen goes back. */
export function keepNewer<Item extends Versioned>(
  fetched: readonly Item[],
  known: readonly Item[],
  resolve: Resolve<Item> = newerOf,
): readonly Item[] {
  const knownById = new Map(known.map((item) => [item.id, item]));
  const kept = fetched.map((item) => {
    const before = knownById.get(item.id);
    return before ? resolve(before, item) : item;
  });
  return kept.every((item, at) => item === fetched[at]) ? fetched : kept;
}
