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

export type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A method of the object, its own or inherited. */
export function methodOf(target: unknown, name: PropertyKey): Method | undefined {
  if ((typeof target !== "object" || target === null) && typeof target !== "function") {
    return undefined;
  }
  const value = (target as Record<PropertyKey, unknown>)[name];
  return typeof value === "function" ? (value as Method) : undefined;
}
