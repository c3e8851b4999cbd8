import { AsyncLocalStorage } from "node:async_hooks";

/**
 * What all instances keep, in one place: up to Node 22, each `AsyncLocalStorage` that was ever used marks
 * every promise of the process from then on, and a suite of tests makes a runtime per test.
 */
const STORAGE = new AsyncLocalStorage<Entry>();

/** What one owner keeps, and below it what the others do: at most one of each. */
interface Entry {
  readonly owner: object;
  readonly value: unknown;
  readonly others: Entry | undefined;
}

/** A value that follows the running code over `await`, timers and streams, as `AsyncLocalStorage` has it. */
export class SharedStorage<T> {
  getStore(): T | undefined {
    let entry = STORAGE.getStore();
    while (entry !== undefined && entry.owner !== this) entry = entry.others;
    return entry?.value as T | undefined;
  }

  run<R>(value: T | undefined, work: () => R): R {
    return STORAGE.run({ owner: this, value, others: without(STORAGE.getStore(), this) }, work);
  }
}

function without(entry: Entry | undefined, owner: object): Entry | undefined {
  if (entry === undefined || entry.owner === owner) return entry?.others;
  const others = without(entry.others, owner);
  return others === entry.others ? entry : { ...entry, others };
}
