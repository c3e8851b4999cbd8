import type { Cell } from "../cell";
import { atAnyTime, onlyOnce, withinWindow, type Looks } from "./looks";

/** How a team looks at a release. */
export type LookPlan =
  | { readonly kind: "once" }
  | { readonly kind: "anytime" }
  /** Times in seconds since the epoch. */
  | { readonly kind: "window"; readonly from: number; readonly until: number };

/** More looks than these in a window tell nothing new. */
const MAX_LOOKS = 24;

export interface PlannedLooks {
  readonly looks: Looks;
  /** Data from here on belong to a later look, in seconds since the epoch. */
  readonly until: number;
}

/**
 * The look that is due. Nobody remembers which looks there were, so all that there could have been are
 * taken for held: at every bucket of a short window, at every 24th of a long one.
 *
 * @param bucket seconds of a cell
 */
export function lookDue(
  plan: LookPlan,
  requests: readonly Cell[],
  bucket: number,
  now: number,
): PlannedLooks {
  if (plan.kind !== "window") {
    return { looks: plan.kind === "once" ? onlyOnce : atAnyTime, until: now };
  }
  const { from, until } = plan;
  const step = bucket * Math.ceil((until - from) / MAX_LOOKS / bucket);
  const times: number[] = [];
  for (let time = from + step; time < until; time += step) times.push(time);
  const past = [...times, until].filter((time) => time <= now);
  const told = informationBy(requests);
  const seen = past.map((time) => ({
    share: (time - from) / (until - from),
    information: told.reduce((sum, [at, one]) => (at < time ? sum + one : sum), 0),
  }));
  // Without a request there was nothing to look at.
  const held = seen.filter(
    ({ information }, index) => information > (seen[index - 1]?.information ?? 0),
  );
  const looks = withinWindow(
    held.map(({ information }) => information),
    held.map(({ share }) => share),
  );
  return { looks, until: past.at(-1) ?? from };
}

/** What each stretch of time tells of a difference: n₁n₂/(n₁ + n₂). */
function informationBy(requests: readonly Cell[]): (readonly [number, number])[] {
  const counts = new Map<number, { baseline: number; candidate: number }>();
  for (const { time, side, events } of requests) {
    const own = counts.get(time) ?? { baseline: 0, candidate: 0 };
    own[side] += events;
    counts.set(time, own);
  }
  return [...counts].map(([time, { baseline, candidate }]) => [
    time,
    baseline + candidate === 0 ? 0 : (baseline * candidate) / (baseline + candidate),
  ]);
}
