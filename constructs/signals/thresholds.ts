/** What a signal's thresholds are measured in, as people write them. */
export type Unit = "percent" | "milliseconds" | "usd" | "points" | "score" | "requests";

/** On which side of the threshold trouble is. */
export type Side = "above" | "below";

/** Thresholds as a team sets them, in the signal's unit. */
export interface ThresholdSettings {
  /** Beyond this the alert pages, in the signal's unit. @default - the signal's own */
  readonly critical?: number;
  /**
   * Beyond this the alert warns; `false` for no warning.
   * @default - the signal's own warning, scaled with `critical`
   */
  readonly warning?: number | false;
  /**
   * Back on this side the alert recovers.
   * @default - `warningRecovery`: what fired is over when it no longer warns either, and nobody has to
   * wonder whether a warning that follows an alert is still theirs
   */
  readonly criticalRecovery?: number;
  /** Back on this side a warning recovers. @default - half the distance between `warning` and `critical`, short of `warning` */
  readonly warningRecovery?: number;
}

export const THRESHOLD_NAMES = [
  "critical",
  "warning",
  "criticalRecovery",
  "warningRecovery",
] as const satisfies readonly (keyof ThresholdSettings)[];
export type ThresholdName = (typeof THRESHOLD_NAMES)[number];

/** Complete thresholds. The objects that a monitor pages by are the ones that its graph draws. */
export interface Thresholds {
  readonly unit: Unit;
  readonly side: Side;
  readonly critical: number;
  readonly warning: number | undefined;
  readonly criticalRecovery: number;
  readonly warningRecovery: number | undefined;
}

/** Defaults of a signal, from which overrides are completed. */
export interface ThresholdDefaults {
  readonly unit: Unit;
  readonly side: Side;
  readonly critical: number;
  /** The default warning for a given critical threshold. */
  readonly warningFor: (critical: number) => number | undefined;
}

/** A default warning that keeps its proportion when a team moves `critical`. */
export function inProportion(critical: number, warning: number): ThresholdDefaults["warningFor"] {
  return (moved) => round((warning * moved) / critical);
}

/** Distance of the recovery where there is no warning: a tenth of `critical`. */
function bandWithoutWarning(critical: number): number {
  return Math.max(Math.abs(critical) * 0.1, 0.001);
}

/**
 * Completes a team's settings. A team that sets only `critical` gets a warning in proportion, not a
 * contradiction with the default warning.
 */
export function completeThresholds(
  defaults: ThresholdDefaults,
  settings: ThresholdSettings,
): Thresholds {
  const { unit, side } = defaults;
  const critical = settings.critical ?? defaults.critical;
  const warning =
    settings.warning === false ? undefined : (settings.warning ?? defaults.warningFor(critical));
  const band =
    warning === undefined
      ? bandWithoutWarning(critical)
      : Math.max(Math.abs(critical - warning) / 2, SMALLEST_STEP);
  const towardsOk = side === "above" ? -1 : 1;
  const recovered =
    warning === undefined
      ? undefined
      : (settings.warningRecovery ?? warningRecovery(warning, towardsOk, band, side));
  return {
    unit,
    side,
    critical,
    warning,
    criticalRecovery:
      settings.criticalRecovery ?? criticalRecovery(critical, towardsOk, band, recovered),
    warningRecovery: recovered,
  };
}

/** That of the warning, unless somebody wrote a warning beyond `critical`, which is reported elsewhere. */
function criticalRecovery(
  critical: number,
  towardsOk: 1 | -1,
  band: number,
  recovered: number | undefined,
): number {
  const isInside = recovered !== undefined && (recovered - critical) * towardsOk > 0;
  return isInside ? recovered : round(critical + towardsOk * band);
}

/** Rates and durations are never below 0: a recovery there would never come. */
function warningRecovery(warning: number, towardsOk: number, band: number, side: Side): number {
  const shifted = warning + towardsOk * band;
  return round(side === "above" ? Math.max(shifted, warning / 2) : shifted);
}

/** The difference that is left after rounding. */
const SMALLEST_STEP = 0.000001;

function round(value: number): number {
  return Number(value.toFixed(6));
}

/** A value with its unit, as people say it: "3 %", "8 s", "$10", "5 points". */
export function describeValue(value: number, unit: Unit): string {
  switch (unit) {
    case "percent":
      return `${value} %`;
    case "milliseconds":
      return value >= 1000 ? `${value / 1000} s` : `${value} ms`;
    case "usd":
      return `$${value}`;
    case "points":
      return value === 1 ? "1 point" : `${value} points`;
    case "score":
      return String(value);
    case "requests":
      return value === 1 ? "1 request" : `${value} requests`;
  }
}

/** True where a value may fall from an alert to a warning, before it is well again. */
export function fallsToWarning({ side, criticalRecovery, warningRecovery }: Thresholds): boolean {
  if (warningRecovery === undefined) return false;
  return side === "above" ? criticalRecovery > warningRecovery : criticalRecovery < warningRecovery;
}

/** A measured value in a message, in the unit in which people set thresholds. */
export function measuredIn(unit: Unit, value: string): string {
  const UNITS: Readonly<Record<Unit, string>> = {
    percent: `${value} %`,
    milliseconds: `${value} ms`,
    usd: `$${value}`,
    points: `${value} points`,
    score: value,
    requests: value,
  };
  return UNITS[unit];
}

/** Thresholds in a few characters: "> 2 % (warn 1 %)". */
export function describeThresholds({ side, critical, warning, unit }: Thresholds): string {
  const sign = side === "above" ? ">" : "<";
  const warn = warning === undefined ? "" : ` (warn ${describeValue(warning, unit)})`;
  return `${sign} ${describeValue(critical, unit)}${warn}`;
}
