type Props = Readonly<Record<string, unknown>>;

/**
 * Props that several places share, with those of one place over them. Objects are merged key by key, at
 * every depth; anything else (a number, `false`, a list, a function, an object of a class) replaces what
 * is shared.
 */
export function mergeProps(shared: Props, own: Props): Props {
  // By no assignment: a key may be `__proto__`.
  const merged = new Map(Object.entries(shared));
  for (const [key, value] of Object.entries(own)) {
    if (value === undefined) continue;
    const before = merged.get(key);
    merged.set(key, isPlain(before) && isPlain(value) ? mergeProps(before, value) : value);
  }
  return Object.fromEntries(merged);
}

function isPlain(value: unknown): value is Props {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** True where the props hold a value at a problem's path, such as `signals.invalid_json.critical`. */
export function isGiven(props: unknown, problemPath: string): boolean {
  const keys = problemPath.split(/[.[]/);
  const value = keys.reduce<unknown>((inner, key) => {
    const name = key.replace(/\]$/, "");
    return typeof inner === "object" && inner !== null ? (inner as Props)[name] : undefined;
  }, props);
  return value !== undefined;
}
