/**
 * A list that keeps its newest items, up to a total weight. `items` is one array for the life of the
 * list, so that whoever holds it sees what arrives.
 */
export class BoundedList<T> {
  readonly items: T[] = [];
  /** How many items had to go. */
  dropped = 0;
  private weight = 0;

  /** @param weigh weight of an item; by default each weighs 1, and the limit is a number of items. */
  constructor(
    private readonly limit: number,
    private readonly weigh: (item: T) => number = () => 1,
  ) {}

  push(added: readonly T[]): void {
    for (const item of added) {
      this.items.push(item);
      this.weight += this.weigh(item);
    }
    this.dropOldest();
  }

  clear(): void {
    this.items.length = 0;
    this.dropped = 0;
    this.weight = 0;
  }

  private dropOldest(): void {
    let count = 0;
    for (const item of this.items) {
      if (this.weight <= this.limit) break;
      this.weight -= this.weigh(item);
      count += 1;
    }
    this.items.splice(0, count);
    this.dropped += count;
  }
}
