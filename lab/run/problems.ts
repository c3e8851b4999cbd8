import type { Bounds } from "./bounds";
import type { Range } from "./range";

/** What an alert did that can be held against bounds. */
export interface Firing {
  readonly firedAtMinute: number | null;
  readonly recoveredAtMinute: number | null;
  readonly value: number | null;
}

/** What is wrong with an alert that should fire. One that did not is reported once per expectation. */
export function problemsOf(
  { firedAtMinute, recoveredAtMinute, value }: Firing,
  { fires, recovers, valueAt }: Bounds,
): string[] {
  if (firedAtMinute === null) return [];
  const problems: string[] = [];
  if (!isWithin(firedAtMinute, fires)) {
    problems.push(`It fired in minute ${rounded(firedAtMinute)}, not ${between(fires)}.`);
  }
  if (recovers && recoveredAtMinute === null && recovers[1] < Infinity) {
    problems.push(`It did not recover ${between(recovers)}, nor later.`);
  } else if (recovers && recoveredAtMinute !== null && !isWithin(recoveredAtMinute, recovers)) {
    problems.push(
      `It recovered in minute ${rounded(recoveredAtMinute)}, not ${between(recovers)}.`,
    );
  }
  const values = valueAt?.(firedAtMinute);
  if (values && !isWithin(value, values)) {
    problems.push(`It fired at a value of ${rounded(value)}, not ${between(values)}.`);
  }
  return problems;
}

function isWithin(value: number | null, [from, to]: Range): boolean {
  return value !== null && value >= from && value <= to;
}

function between([from, to]: Range): string {
  return `between ${rounded(from)} and ${rounded(to)}`;
}

function rounded(value: number | null): string {
  return value === null ? "unknown size" : String(Number(value.toPrecision(3)));
}
