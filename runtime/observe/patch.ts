/**
 * Puts a method in front of an object's own, on the object itself: its identity stays, and so do its
 * class, its private fields and its enumerable keys.
 *
 * @returns `false` where the object does not allow that (frozen, a proxy that refuses).
 */
export function patchMethod(target: object, name: PropertyKey, method: unknown): boolean {
  return Reflect.defineProperty(target, name, {
    value: method,
    configurable: true,
    writable: true,
    enumerable: Object.getOwnPropertyDescriptor(target, name)?.enumerable ?? false,
  });
}

/** Stands around a method: makes the call where and as it likes, and returns what the caller gets. */
export type Around = (call: (args: unknown[]) => unknown, args: unknown[]) => unknown;

/** Puts `around` in front of a method that the object has; `false` where that cannot be. */
export function wrapMethod(target: object, name: PropertyKey, around: Around): boolean {
  const method = methodOf(target, name);
  if (method === undefined) return false;
  return patchMethod(target, name, function (this: unknown, ...args: unknown[]) {
    return around((given) => method.apply(this, given), args);
  });
}

export type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A method of the object, its own or inherited. */
export function methodOf(target: unknown, name: PropertyKey): Method | undefined {
  if ((typeof target !== "object" || target === null) && typeof target !== "function") {
    return undefined;
  }
  const value = (target as Record<PropertyKey, unknown>)[name];
  return typeof value === "function" ? (value as Method) : undefined;
}
