/**
 * A map whose keys are combinations of texts, all of one length. Nested by text, because a joined key
 * would be built and hashed anew for every look-up.
 */
export class CombinationMap<T extends object> {
  size = 0;
  private root: Level<T> = new Map();

  get(key: readonly string[]): T | undefined {
    let found: Level<T> | T | undefined = this.root;
    for (const text of key) found = (found as Level<T> | undefined)?.get(text);
    return found as T | undefined;
  }

  /** Adds a combination that is not there yet. */
  add(key: readonly string[], value: T): void {
    let level = this.root;
    for (const text of key.slice(0, -1)) {
      let next = level.get(text) as Level<T> | undefined;
      if (next === undefined) {
        next = new Map();
        level.set(text, next);
      }
      level = next;
    }
    level.set(key.at(-1) ?? "", value);
    this.size++;
  }

  clear(): void {
    this.root = new Map();
    this.size = 0;
  }
}

type Level<T> = Map<string, Level<T> | T>;
