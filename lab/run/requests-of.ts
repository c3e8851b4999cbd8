import type { LlmServiceInEnv } from "../../telemetry";
import type { Scenario } from "../scenarios";
import { usualPerMinute } from "../scenarios/usual-traffic";
import type { Requests } from "./odds";

/** How many requests a scenario makes of a service, from which its verdicts follow. */
export function requestsOf(service: LlmServiceInEnv, scenario: Scenario, onset: number): Requests {
  const { incident, hours, ends = 60 * hours } = scenario;
  const inMinute = (minute: number): number => {
    const time = onset + 60 * minute;
    const usual = usualPerMinute(service, scenario, time);
    return incident.traffic?.(usual, { minute, time, service }) ?? usual;
  };
  const range = (from: number, minutes: number): number[] =>
    Array.from({ length: Math.round(minutes) }, (_, index) => inMinute(from + index));
  return {
    perMinute: sum(range(0, ends)) / ends,
    before: (minutes) => sum(range(-Math.round(minutes), minutes)),
    after: (minutes) => sum(range(ends, minutes)),
    pausesAfter: (minutes) => range(ends, minutes).includes(0),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
