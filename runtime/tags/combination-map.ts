/**
 * A map whose keys are combinations of values, all of one length. Nested by value, because a joined key
 * would be built and hashed anew for every look-up.
 */
export class CombinationMap<T extends object> {
  size = 0;
  private root: Level<T> = new Map();

  get(key: readonly unknown[]): T | undefined {
    let found: Level<T> | T | undefined = this.root;
    for (const value of key) found = (found as Level<T> | undefined)?.get(value);
    return found as T | undefined;
  }

  /** Adds a combination that is not there yet. */
  add(key: readonly unknown[], added: T): void {
    let level = this.root;
    for (const value of key.slice(0, -1)) {
      let next = level.get(value) as Level<T> | undefined;
      if (next === undefined) {
        next = new Map();
        level.set(value, next);
      }
      level = next;
    }
    level.set(key.at(-1), added);
    this.size++;
  }

  clear(): void {
    this.root = new Map();
    this.size = 0;
  }
}

type Level<T> = Map<unknown, Level<T> | T>;
