import type { Guard } from "./guard";

/** Milliseconds that only ever grow; the zero point does not matter. */
export type Clock = () => number;

/** A clock that still tells the time where the given one throws or answers nonsense. */
export function guardedClock(clock: Clock | undefined, guard: Guard): Clock {
  if (clock === undefined) return () => performance.now();
  return () => {
    const now = guard.attempt("clock", clock);
    return typeof now === "number" && Number.isFinite(now) ? now : performance.now();
  };
}
