import type { MetricMonitor } from "../monitors";
import type { Measured } from "../scenarios";
import {
  ALPHA,
  isPercentile,
  oddsOf,
  recoveryThreshold,
  rounded,
  type Odds,
  type Requests,
} from "./odds";
import type { Range } from "./range";
import { minuteOfEnough } from "./scan";

/** What chance leaves of an alert's minutes, and whether it leaves them at all. */
export interface Likelihood {
  /** It fires, it cannot, or it may: what is less likely than `ALPHA` is left out. */
  readonly verdict: "fires" | "silent" | "chance";
  readonly fires: Range;
  /**
   * Minutes after the end of the incident; negative where it may let go before, without end where what
   * is usual is so near to the recovery threshold that it may never let go.
   */
  readonly recovers: Range;
  /** Mean and standard deviation of what is measured in a minute. */
  readonly valueAt: (minute: number) => { readonly mean: number; readonly scatter: number };
  /** Why it need not fire, in a sentence. */
  readonly because: string;
  /** Of being in alert, in the first window that lies in the incident. */
  readonly probability: number;
}

/** An incident of which it is known what is measured, and how much traffic there is. */
export interface Chances {
  readonly measured: readonly (Measured & { readonly share: number })[];
  readonly requests: Requests;
  /** Minutes that it lasts. */
  readonly lasts: number;
}

const MAX_WANTED = 12;
/** By how much a percentile of few calls may be off. */
const NOISE_OF_PERCENTILE = 0.1;
/** Evaluations that an alert may be late. */
const LATE_EVALUATIONS = 2;

/** An alert of one measure, or of several that all have to hold. */
export function likelihoodOf(
  { measured, requests, lasts }: Chances,
  monitors: readonly MetricMonitor[],
): Likelihood | undefined {
  const parts = partsOf(monitors);
  const found = measured.flatMap((one, index) => {
    const part = parts[index];
    return part ? [partLikelihood({ measured: one, requests, lasts, part })] : [];
  });
  const [first] = found;
  if (!first || found.length === 1) return first;
  const weakest =
    found.find(({ verdict }) => verdict === "silent") ??
    found.find(({ verdict }) => verdict === "chance") ??
    first;
  const most = (pick: (one: Likelihood) => number): number => Math.max(...found.map(pick));
  const least = (pick: (one: Likelihood) => number): number => Math.min(...found.map(pick));
  return {
    ...weakest,
    fires: [most(({ fires }) => fires[0]), most(({ fires }) => fires[1])],
    recovers: [least(({ recovers }) => recovers[0]), least(({ recovers }) => recovers[1])],
  };
}

/** Each measure of an alert, with the guards that follow it. */
function partsOf(monitors: readonly MetricMonitor[]): [MetricMonitor, ...MetricMonitor[]][] {
  const parts: [MetricMonitor, ...MetricMonitor[]][] = [];
  for (const monitor of monitors) {
    const last = parts.at(-1);
    if (!last || monitor.query.comparator === ">") parts.push([monitor]);
    else last.push(monitor);
  }
  return parts;
}

interface PartProps {
  readonly measured: Measured & { readonly share: number };
  readonly requests: Requests;
  readonly lasts: number;
  readonly part: readonly [MetricMonitor, ...MetricMonitor[]];
}

function partLikelihood({ measured, requests, lasts, part }: PartProps): Likelihood {
  const [measure] = part;
  const odds = oddsOf(measured, requests, part);
  const { window } = odds;
  const unbroken = Math.min(lasts, measured.lasts ?? lasts);
  const delay = measure.definition.evaluationDelay / 60;
  const late = (LATE_EVALUATIONS * measure.frequency) / 60;
  const full = odds.fires(Math.min(window, unbroken));
  const windows = Math.max(1, Math.floor(unbroken / window));
  // Windows that share no event are independent; those between them only help.
  const missed = (1 - full) ** windows;
  const evaluations = ((unbroken + window) * 60) / measure.frequency;
  const isBeyond = reaches(measured.during, measure);
  const may = evaluations * full > ALPHA ? "chance" : "silent";
  const latest = firstMinute(window, (minutes) => odds.fires(minutes) >= 1 - ALPHA);
  return {
    // A threshold beyond the incident is no chance, unless it is about sums, which traffic makes.
    verdict: missed <= ALPHA || (!isBeyond && measured.sums !== true) ? "fires" : may,
    fires: [
      isPercentile(measure) ? 0 : (firstMinute(window, (m) => odds.fires(m) > ALPHA) ?? 0),
      delay + late + (latest ?? latestOf(odds, full, unbroken)),
    ],
    recovers: recovery(measure, odds, { delay, late, requests, before: measured.before }),
    valueAt: (minute) => odds.valueAt(Math.min(window, Math.max(0, minute - delay))),
    because: because(odds, full, may),
    probability: full,
  };
}

/** Of an alert that the first window need not set off: by then, so many windows have had their chance. */
function latestOf({ window, enough }: Odds, full: number, minutes: number): number {
  const windows = Math.max(1, Math.ceil(Math.log(ALPHA) / Math.log(1 - full)));
  const { perMinute = 0, wanted = Infinity } = enough ?? {};
  // Larger numbers have too many states, and never need them.
  if (wanted > MAX_WANTED) return windows * window;
  const options = { minutes, alpha: ALPHA };
  return minuteOfEnough(perMinute, window, wanted, options) ?? windows * window;
}

interface RecoveryProps {
  readonly delay: number;
  readonly late: number;
  readonly requests: Requests;
  readonly before: number | undefined;
}

function recovery(
  measure: MetricMonitor,
  { window, stays }: Odds,
  { delay, late, requests, before = 0 }: RecoveryProps,
): Range {
  const last = delay + late + window;
  if (isPercentile(measure) && (1 + NOISE_OF_PERCENTILE) * before > recoveryThreshold(measure)) {
    return [0, Infinity];
  }
  // Where traffic ends with the incident, a window keeps what it has until a guard lets go.
  if (isPercentile(measure) || requests.pausesAfter(window)) return [0, last];
  if (stays(0) < 1 - ALPHA) return [-Infinity, last];
  const earliest = firstMinute(window, (minutes) => stays(minutes) < 1 - ALPHA) ?? window;
  const latest = firstMinute(window, (minutes) => stays(minutes) <= ALPHA) ?? Infinity;
  return [Math.max(0, earliest - 1), delay + late + latest];
}

function because({ window, expected }: Odds, full: number, may: "chance" | "silent"): string {
  const told = `in a window of ${window} minutes; ${expected}`;
  if (may === "silent") return `Too little traffic to fire: p < ${ALPHA} ${told}.`;
  return `By chance, p = ${rounded(full)} ${told}.`;
}

function reaches(value: number, { query: { comparator, threshold } }: MetricMonitor): boolean {
  return comparator.startsWith(">") ? value > threshold : value < threshold;
}

/** The first whole minute of a window from which on something holds that stays so. */
function firstMinute(window: number, holds: (minute: number) => boolean): number | undefined {
  if (!holds(window)) return undefined;
  let [no, yes] = [-1, window];
  while (yes - no > 1) {
    const middle = Math.floor((no + yes) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
