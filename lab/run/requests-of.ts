import type { LlmServiceInEnv } from "../../telemetry";
import type { Scenario } from "../scenarios";
import { usualPerMinute } from "../scenarios/usual-traffic";
import type { Requests } from "./sliding";

/** How many requests a scenario makes of a service, from which its verdicts follow. */
export function requestsOf(service: LlmServiceInEnv, scenario: Scenario, onset: number): Requests {
  const { incident, hours, ends = 60 * hours } = scenario;
  const perMinute = (minute: number): number => {
    const time = onset + 60 * minute;
    const usual = usualPerMinute(service, scenario, time);
    return incident.traffic?.(usual, { minute, time, service }) ?? usual;
  };
  const range = (from: number, to: number): number[] =>
    Array.from({ length: Math.max(1, Math.round(to - from)) }, (_, index) =>
      perMinute(from + index),
    );
  const during = range(0, ends);
  return {
    during: during.reduce((sum, one) => sum + one, 0) / during.length,
    after: (minutes) => Math.min(...range(ends, ends + minutes)),
  };
}
