import type { Metrics } from "../dd-trace/metrics";
import type { TagSet } from "../tags/tag-set";
import { read } from "../errors/inspect";

export type FactType = "number" | "boolean" | "string";

/** Names and types of what a call can be told. */
export type FactTypes<F> = { readonly [K in keyof Required<F>]: FactType };

/** The names of facts to look for: those that a plain object has, which are few, else all that there are. */
function namesIn(given: object, types: object): readonly string[] {
  try {
    if (Object.getPrototypeOf(given) === Object.prototype) return Object.keys(given);
  } catch {
    // A proxy may refuse to name them, and still have them.
  }
  return Object.keys(types);
}

/**
 * Takes over facts that came from the application or from a provider's answer. What has the wrong
 * type is dropped and counted; what is not among `types` is not looked at.
 */
export function takeFacts<F extends object>(
  facts: F,
  given: unknown,
  types: FactTypes<F>,
  metrics: Metrics,
  set: TagSet,
  /** What happens to facts that are there already. */
  existing: "keep" | "replace" = "replace",
): void {
  if (typeof given !== "object" || given === null) return;
  for (const name of namesIn(given, types) as (keyof F & string)[]) {
    const type: unknown = types[name];
    // No fact; what every object inherits is no text.
    if (typeof type !== "string") continue;
    const value = read(given, name);
    if (value === undefined || value === null) continue;
    if (existing === "keep" && facts[name] !== undefined) continue;
    if (typeof value !== type) metrics.dropped("invalid", set);
    else if (typeof value === "number" && !Number.isFinite(value)) {
      metrics.dropped("non_finite", set);
    } else (facts as Record<string, unknown>)[name] = value;
  }
}
