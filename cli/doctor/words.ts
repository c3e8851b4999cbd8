/** How many names a line holds before it says how many more there are. */
const SHOWN = 3;

/** `a, b, c and 4 more` */
export function listed(names: readonly string[], most = SHOWN): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

/** `1 monitor`, `2 monitors` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

/** Items by a key, in the order in which the keys came; an item without one is left out. */
export function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): [string, [T, ...T[]]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}

/**
 * A tag's value as it may be printed. A value that nobody declared may be anything, a key or a person
 * included: what does not look like a name is cut.
 */
export function shownValue(value: string): string {
  const looksRandom = /[a-z0-9]{20,}/.test(value) || (value.match(/\d/g)?.length ?? 0) > 12;
  return looksRandom || value.length > 50 ? `${value.slice(0, 4)}…` : value;
}
