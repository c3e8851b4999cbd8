import type { WrittenThresholds } from "./threshold-checks";
import { describeValue, type Unit } from "./thresholds";

/** Thresholds that Datadog takes, and that nobody means. */
interface Suspicion {
  readonly applies: (value: number) => boolean;
  readonly hint: (value: number) => string;
}

const TIDY = (value: number): string => String(Number(value.toPrecision(6)));

const SUSPICIONS: Readonly<Partial<Record<Unit, readonly Suspicion[]>>> = {
  percent: [
    {
      applies: (value) => value < 0.1,
      hint: (value) =>
        `percentages run from 0 to 100: ${TIDY(value * 100)} for ${TIDY(value * 100)} %`,
    },
  ],
  points: [
    {
      applies: (value) => value < 0.5,
      hint: (value) =>
        `a score has 100 points: ${TIDY(value * 100)} for ${TIDY(value)} on the scale from 0 to 1`,
    },
  ],
  milliseconds: [
    {
      applies: (value) => value < 100,
      hint: (value) => `the unit is milliseconds: ${TIDY(value * 1000)} for ${TIDY(value)} s`,
    },
    {
      applies: (value) => value > 600_000,
      hint: () => "calls without a sign of life end after 600000 ms, so few ever take that long",
    },
  ],
  usd: [
    {
      applies: (value) => value < 0.1,
      hint: () => "the unit is US dollars per window, and cents would page for any change",
    },
    {
      applies: (value) => value > 100_000,
      hint: () => "the unit is US dollars per window, not cents",
    },
  ],
};

/** What was probably meant otherwise, one line each; of `warning` only where `critical` is not set. */
export function suspiciousThresholds(written: WrittenThresholds, unit: Unit): string[] {
  const { critical, warning } = written;
  const { path, value } = critical ?? warning ?? {};
  if (path === undefined || typeof value !== "number") return [];
  return (SUSPICIONS[unit] ?? [])
    .filter(({ applies }) => applies(value))
    .map(({ hint }) => `${path}: ${describeValue(value, unit)} is suspicious: ${hint(value)}`);
}
