import type { Key } from '../../functions/aws/table/keys.ts';
import type { PlannedWrite } from '../../functions/aws/table/write-item.ts';
import type { Instant } from '../../functions/domain/instant.ts';

/** An item as the table holds it: its key, its attributes, perhaps a `ttl`. */
export type Item = Readonly<Record<string, unknown>>;

interface Partition {
  readonly sortKeys: string[];
  readonly items: Item[];
}

/** Items by partition and in the order of their sort keys, with DynamoDB's conditions; everything happens at once. */
export class ItemStore {
  readonly #partitions = new Map<string, Partition>();
  readonly #now: () => Instant;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  /** The item as stored, expired or not. */
  stored({ pk, sk }: Key): Item | undefined {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return undefined;
    const at = placeOf(partition.sortKeys, sk);
    return partition.sortKeys[at] === sk ? partition.items[at] : undefined;
  }

  /** The item, unless it has expired. */
  get(key: Key): Item | undefined {
    const item = this.stored(key);
    return item !== undefined && this.isAlive(item) ? item : undefined;
  }

  put(key: Key, item: Item): void {
    let partition = this.#partitions.get(key.pk);
    if (partition === undefined) this.#partitions.set(key.pk, (partition = { sortKeys: [], items: [] }));
    const at = placeOf(partition.sortKeys, key.sk);
    if (partition.sortKeys[at] === key.sk) {
      partition.items[at] = item;
    } else {
      partition.sortKeys.splice(at, 0, key.sk);
      partition.items.splice(at, 0, item);
    }
  }

  /** Takes the item away and returns it. */
  remove(key: Key): Item | undefined {
    const item = this.stored(key);
    const partition = this.#partitions.get(key.pk);
    if (item === undefined || partition === undefined) return undefined;
    const at = placeOf(partition.sortKeys, key.sk);
    partition.sortKeys.splice(at, 1);
    partition.items.splice(at, 1);
    return item;
  }

  /** Items of a partition from one sort key to another, both included, in order. */
  between(pk: string, from: string, to: string, limit = Infinity): readonly Item[] {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return [];
    const found: Item[] = [];
    let seen = 0;
    for (let at = placeOf(partition.sortKeys, from); at < partition.items.length && seen < limit; at += 1, seen += 1) {
      if (partition.sortKeys[at]! > to) break;
      if (this.isAlive(partition.items[at]!)) found.push(partition.items[at]!);
    }
    return found;
  }

  /** Items of a partition whose sort key begins so. */
  beginningWith(pk: string, prefix: string, limit?: number): readonly Item[] {
    return this.between(pk, prefix, `${prefix}\uffff`, limit);
  }

  /** All items that there are, in no order: what an index is made of. */
  *everything(): Iterable<Item> {
    for (const { items } of this.#partitions.values()) yield* items;
  }

  /** Whether the condition of a write holds. */
  holds({ key, condition }: PlannedWrite): boolean {
    if (condition === undefined) return true;
    const item = this.stored(key);
    switch (condition) {
      case 'must-not-exist':
        return item === undefined;
      case 'must-exist':
        return item !== undefined;
      case 'not-alive':
        return item === undefined || !this.isAlive(item);
      default:
        return item?.[condition.attribute] === condition.is;
    }
  }

  /** DynamoDB deletes what has expired days late: it counts as gone on time. */
  isAlive({ ttl }: Item): boolean {
    return typeof ttl !== 'number' || ttl > Math.floor(Date.parse(this.#now()) / 1000);
  }
}

/** Where a sort key is, or would be. */
function placeOf(sortKeys: readonly string[], sk: string): number {
  let low = 0;
  let high = sortKeys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sortKeys[middle]! < sk) low = middle + 1;
    else high = middle;
  }
  return low;
}
