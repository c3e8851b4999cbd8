import { joinPath, type Problems } from "./problems";

/** Reports what is wrong with the value at a path. */
export type Check = (problems: Problems, path: string, given: unknown) => void;

/**
 * One check per property of an object. A property without one does not compile, and one that stands
 * in no such table is refused, so that nothing that a user writes is ignored.
 */
export type Checks<T> = { readonly [Key in keyof T]-?: Check };

/**
 * Checks an object: its shape, that every property is known, and each by its check, also those that
 * are absent.
 *
 * @returns false where it is no object at all
 */
export function checkObject<T>(
  problems: Problems,
  path: string,
  given: unknown,
  checks: Checks<T>,
  allowed = "an object",
): given is Readonly<Record<string, unknown>> {
  if (!problems.require(isRecord(given), path === "" ? "props" : path, given, allowed))
    return false;
  const record = given as Readonly<Record<string, unknown>>;
  const known = Object.keys(checks);
  for (const name of Object.keys(record)) {
    if (!known.includes(name)) problems.unknown(path, name, known);
  }
  for (const [name, check] of Object.entries<Check>(checks)) {
    check(problems, joinPath(path, name), Object.hasOwn(record, name) ? record[name] : undefined);
  }
  return true;
}

/** The usual checks. */
export const check = {
  /** Nothing, or what the check says. */
  optional(inner: Check): Check {
    return (problems, path, given) => {
      if (given !== undefined) inner(problems, path, given);
    };
  },

  /** A value that passes the test. */
  value(test: (given: unknown) => boolean, allowed: string): Check {
    return (problems, path, given) => void problems.require(test(given), path, given, allowed);
  },

  /** An object with these properties. */
  object<T>(checks: Checks<T>, allowed?: string): Check {
    return (problems, path, given) => void checkObject(problems, path, given, checks, allowed);
  },

  /** A list whose entries all pass the check. */
  listOf(entry: Check, allowed: string): Check {
    return (problems, path, given) => {
      if (!isList(given)) {
        problems.add(path, given, allowed);
        return;
      }
      // By index, because `forEach` leaves out holes.
      for (let i = 0; i < given.length; i += 1) entry(problems, `${path}[${i}]`, given[i]);
    };
  },
} as const;

/** Requires that each entry of a list stands there once. A search for each would take minutes in a long list. */
export function requireEachOnce(
  problems: Problems,
  path: string,
  list: readonly unknown[],
  what: string,
): void {
  const places = new Map<unknown, number>();
  for (const [index, entry] of list.entries()) {
    const first = places.get(entry) ?? index;
    places.set(entry, first);
    const allowed = `each ${what} once; it stands at ${path}[${first}] already`;
    problems.require(first === index, `${path}[${index}]`, entry, allowed);
  }
}

/**
 * True for an object all of whose properties can be read, and that is nothing else beside, such as a list,
 * a `Map` or a `Date`, whose entries nobody would see.
 */
export function isRecord(given: unknown): given is Readonly<Record<string, unknown>> {
  return kindOf(given) === "Object";
}

/** True for a list, all of whose entries can be read. */
export function isList(given: unknown): given is readonly unknown[] {
  return kindOf(given) === "Array";
}

/** Nothing where it cannot be read: getters may throw, and a proxy may refuse anything. */
function kindOf(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  try {
    Object.assign({}, given);
    // Such as what `import * as` makes.
    if (Object.getPrototypeOf(given) === null) return "Object";
    return Object.prototype.toString.call(given).slice("[object ".length, -1);
  } catch {
    return undefined;
  }
}

/** True for a number that Datadog's queries can hold: they take no exponents. */
export function isPlainNumber(given: unknown): given is number {
  return typeof given === "number" && Math.abs(given) <= 1e9 && Number(given.toFixed(6)) === given;
}
