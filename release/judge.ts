import { compareVersions } from "./compare";
import { overlapOf } from "./estimates/strata";
import { lookDue, type LookPlan } from "./looks/plan";
import type { ReleaseData } from "./read-release";
import type { Comparison } from "./verdict";

/** How the release is looked at: at any time, once, or within a window of so many seconds. */
export type LookMode = "anytime" | "once" | { readonly windowSeconds: number };

/**
 * The verdict on what was read. A window begins with the first time that both versions served.
 *
 * @param now seconds since the epoch
 */
export function judge(
  { requests, measured, span: { bucket }, isPartial }: ReleaseData,
  mode: LookMode,
  now: number,
): Comparison {
  const { looks, until } = lookDue(planOf(mode, requests), requests, bucket, now);
  const due = ({ time }: { readonly time: number }): boolean => time < until;
  const comparison = compareVersions(
    requests.filter(due),
    measured.map((one) => ({ ...one, cells: one.cells.filter(due) })),
    looks,
  );
  // Harm that partial data show is harm; that there is none they cannot show.
  return isPartial && comparison.decision === "promote"
    ? { ...comparison, decision: "hold" }
    : comparison;
}

function planOf(mode: LookMode, requests: ReleaseData["requests"]): LookPlan {
  if (typeof mode === "string") return { kind: mode };
  const times = [...overlapOf(requests).phases.values()].flatMap((shared) => [...shared.keys()]);
  const from = times.reduce((least, time) => Math.min(least, time), Infinity);
  if (!Number.isFinite(from)) return { kind: "once" };
  return { kind: "window", from, until: from + mode.windowSeconds };
}
