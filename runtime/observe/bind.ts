import { methodOf, patchMethod } from "./patch";

const STEPS = ["next", "return", "throw"];

/**
 * Makes a generator's body run inside a context: whoever consumes it does so outside, and the body
 * runs in the context of each `next()`. Anything else already runs where it was called.
 */
export function bindGenerator(result: unknown, within: <T>(work: () => T) => T): void {
  const iterable = methodOf(result, Symbol.asyncIterator) ?? methodOf(result, Symbol.iterator);
  if (iterable === undefined || methodOf(result, "next") === undefined) return;
  for (const name of STEPS) {
    const step = methodOf(result, name);
    if (step === undefined) continue;
    patchMethod(result as object, name, function (this: unknown, ...args: unknown[]) {
      return within(() => step.apply(this, args));
    });
  }
}
