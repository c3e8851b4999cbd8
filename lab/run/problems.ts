import type { Bounds, Range } from "./bounds";

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
  const check = (is: boolean, what: string, found: number | null, [from, to]: Range): void => {
    if (is) return;
    problems.push(`${what} ${rounded(found)}, not between ${rounded(from)} and ${rounded(to)}.`);
  };
  check(isWithin(firedAtMinute, fires), "It fired in minute", firedAtMinute, fires);
  if (recovers) {
    const inTime = recoveredAtMinute !== null && isWithin(recoveredAtMinute, recovers);
    check(inTime, "It recovered in minute", recoveredAtMinute, recovers);
  }
  const values = valueAt?.(firedAtMinute);
  if (values) {
    check(value !== null && isWithin(value, values), "It fired at a value of", value, values);
  }
  return problems;
}

function isWithin(value: number, [from, to]: Range): boolean {
  return value >= from && value <= to;
}

function rounded(value: number | null): string {
  return value === null ? "never" : String(Number(value.toPrecision(3)));
}
