import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Frees all that nothing holds any more, so that a `WeakRef` tells whether something does. */
export async function collectGarbage(): Promise<void> {
  // What a WeakRef was read for in this turn of the event loop is kept until its end.
  await setImmediate();
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}
