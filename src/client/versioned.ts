/** What the cache keeps in lists: known by id, and newer when its version is higher. */
export type Versioned = { id: string; version: number };

/** Lists stand by id, which is by time: `newest` or `oldest` first. */
export type ListOrder = 'newest' | 'oldest';

/** The list with the item in its place; the same list when it has the item as new or newer already. */
export function upsert<Item extends Versioned>(
  list: readonly Item[],
  item: Item,
  order: ListOrder,
): readonly Item[] {
  const at = list.findIndex(({ id }) => id === item.id);
  const known = list[at];
  if (known) return known.version >= item.version ? list : list.with(at, item);
  const isBefore = (other: Item) => (order === 'newest' ? other.id < item.id : other.id > item.id);
  const place = list.findIndex(isBefore);
  return place === -1 ? [...list, item] : list.toSpliced(place, 0, item);
}

/** The list with the item of this id changed; the same list when there is none or it is as new already. */
export function patch<Item extends Versioned>(
  list: readonly Item[],
  change: Partial<Item> & Versioned,
): readonly Item[] {
  const at = list.findIndex(({ id }) => id === change.id);
  const known = list[at];
  return known && known.version < change.version ? list.with(at, { ...known, ...change }) : list;
}

/** The list without the items that match; the same list when none does. */
export function without<Item>(
  list: readonly Item[],
  matches: (item: Item) => boolean,
): readonly Item[] {
  return list.some(matches) ? list.filter((item) => !matches(item)) : list;
}
