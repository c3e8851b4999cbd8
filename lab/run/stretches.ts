import type { LlmServiceInEnv } from "../../telemetry";
import type { Scenario } from "../scenarios";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** Tuesday, 2 June 2026, midnight UTC: the day before is a weekday, too. */
const TUESDAY = 1_780_358_400;
/** Monitors are evaluated from here on before the onset: by then their first windows are full. */
const EVALUATED_BEFORE = HOUR / 2;
/** The longest window of an alert on latency or rates is full by then. */
const HOURS_INTO_TRAFFIC = 1.5;

/** When a scenario is played. Times are seconds since the epoch; ends are excluded. */
export interface Stretches {
  /** The incident begins. */
  readonly onset: number;
  /** Monitors are evaluated from here on. */
  readonly start: number;
  /** What is played of the day before, and of the day: alerts read nothing else. */
  readonly yesterday: readonly [from: number, to: number];
  readonly today: readonly [from: number, to: number];
}

export function stretchesOf(service: LlmServiceInEnv, scenario: Scenario): Stretches {
  const { hours, hoursBefore = 1.5 } = scenario;
  const onset = TUESDAY + onsetHourOf(service, scenario) * HOUR;
  const [from, to] = [onset - hoursBefore * HOUR, onset + hours * HOUR];
  return {
    onset,
    start: onset - EVALUATED_BEFORE,
    yesterday: [from - DAY, Math.min(to - DAY, from)],
    today: [from, to],
  };
}

/** Where a service has traffic in some hours only, an incident begins soon after the first of them. */
function onsetHourOf({ traffic }: LlmServiceInEnv, { onsetHour = 12 }: Scenario): number {
  const hours = traffic?.hours;
  return hours ? hours.from + HOURS_INTO_TRAFFIC : onsetHour;
}
