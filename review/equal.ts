/** Whether two JSON values say the same; the order of keys says nothing. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (!isHolder(left) || !isHolder(right) || Array.isArray(left) !== Array.isArray(right)) {
    return false;
  }
  const [keys, others] = [keysOf(left), keysOf(right)];
  return (
    keys.length === others.length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]))
  );
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** What is undefined is not there. */
function keysOf(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}

/** One text for one meaning, with the keys in order. */
export function canonical(value: unknown): string {
  if (value === undefined) return "undefined";
  // Most values are texts, which have no keys: JSON's own way is far the quicker.
  return typeof value === "object" ? JSON.stringify(value, withKeysInOrder) : JSON.stringify(value);
}

function withKeysInOrder(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}
