import { check, isPlainNumber, type Check, type Checks, type Problems } from "../../telemetry";
import { THRESHOLD_NAMES, type ThresholdName, type Thresholds } from "./thresholds";
import type { ThresholdSettings, Unit } from "./thresholds";

/** Bounds beyond which a threshold would never fire, never recover, or be lost to rounding. */
const BOUNDS: Readonly<Record<Unit, { readonly from: number; readonly to: number; of: string }>> = {
  percent: { from: 0.001, to: 100, of: "percent" },
  points: { from: 0.01, to: 100, of: "points" },
  milliseconds: { from: 1, to: 86_400_000, of: "milliseconds" },
  usd: { from: 0.001, to: 1e9, of: "US dollars" },
  requests: { from: 1, to: 1e9, of: "requests" },
  score: { from: -1e9, to: 1e9, of: "your retriever's scale" },
};

/** Shape and range of thresholds; their order depends on the service, see `checkOrder`. */
export function thresholdChecks(unit: Unit): Checks<ThresholdSettings> {
  const threshold = numberCheck(unit, false);
  const recovery = numberCheck(unit, true);
  return {
    critical: check.optional(threshold),
    warning: (problems, path, given) => {
      if (given !== undefined && given !== false) threshold(problems, path, given);
    },
    criticalRecovery: check.optional(recovery),
    warningRecovery: check.optional(recovery),
  };
}

/** Nothing is below 0 %, so that nothing recovers from a threshold of 0, but it may recover at 0. */
function numberCheck(unit: Unit, zero: boolean): Check {
  const { from, to, of } = BOUNDS[unit];
  const least = zero ? Math.min(0, from) : from;
  return check.value(
    (given) => isPlainNumber(given) && given >= least && given <= to,
    `a number from ${least} to ${to} (${of}), with at most 6 decimals`,
  );
}

/** Where a threshold was written. */
export interface Written {
  readonly path: string;
  readonly value: number | false;
  /** For one feature, and not for all of the signal. */
  readonly ofFeature: boolean;
}

export type WrittenThresholds = Readonly<Partial<Record<ThresholdName, Written>>>;

/** The thresholds that hold for one alert: those of its feature win over those of its signal. */
export function writtenThresholds(
  path: string,
  settings: ThresholdSettings,
  feature?: { readonly name: string; readonly settings: ThresholdSettings },
): WrittenThresholds {
  const written: Partial<Record<ThresholdName, Written>> = {};
  for (const name of THRESHOLD_NAMES) {
    const own = feature?.settings[name];
    const shared = settings[name];
    if (feature !== undefined && own !== undefined) {
      const at = `${path}.features.${feature.name}.${name}`;
      written[name] = { path: at, value: own, ofFeature: true };
    } else if (shared !== undefined) {
      written[name] = { path: `${path}.${name}`, value: shared, ofFeature: false };
    }
  }
  return written;
}

export function valuesOf(written: WrittenThresholds): ThresholdSettings {
  const values = Object.entries(written).map(([name, { value }]) => [name, value] as const);
  return Object.fromEntries(values);
}

/** Reports thresholds in the wrong order, by a value that somebody wrote. */
export function checkOrder(
  problems: Problems,
  thresholds: Thresholds,
  written: WrittenThresholds,
): void {
  checkPair(problems, "warning", "critical", thresholds, written);
  checkPair(problems, "criticalRecovery", "critical", thresholds, written);
  checkPair(problems, "warningRecovery", "warning", thresholds, written);
  const { warning, warningRecovery } = written;
  if (thresholds.warning !== undefined || warningRecovery === undefined) return;
  if (warning?.ofFeature && !warningRecovery.ofFeature) return;
  problems.add(warningRecovery.path, warningRecovery.value, "nothing, as there is no warning");
}

function checkPair(
  problems: Problems,
  inner: ThresholdName,
  outer: ThresholdName,
  thresholds: Thresholds,
  written: WrittenThresholds,
): void {
  const { [inner]: innerValue, [outer]: outerValue, side } = thresholds;
  if (innerValue === undefined || outerValue === undefined) return;
  if (side === "above" ? innerValue < outerValue : innerValue > outerValue) return;
  const blamed = blame(written[inner], written[outer]);
  if (blamed === undefined) return;
  const isInner = blamed === written[inner];
  const other = isInner ? outer : inner;
  const than = isInner === (side === "above") ? "less" : "more";
  const origin = written[other] === undefined ? ", by default" : "";
  const bound = `${than} than ${other} (${thresholds[other] ?? ""}${origin})`;
  problems.add(blamed.path, blamed.value, bound);
}

/** The inner one, unless only the outer one was written, or written for this very feature. */
function blame(inner: Written | undefined, outer: Written | undefined): Written | undefined {
  if (inner === undefined || (outer?.ofFeature && !inner.ofFeature)) return outer;
  return inner;
}
