import type { LlmServiceDeclaration } from "../../telemetry";
import type { Scenario } from "./scenario";
import { rhythm } from "./rhythm";

/** Of the first day of the epoch, a Thursday: seconds. */
const NOON = 12.5 * 3_600;
const PEAK_REQUESTS_PER_MINUTE = 60;

/** Requests per minute at the peak: what the service declares, else what the scenario assumes. */
export function peakPerMinute(
  { traffic }: LlmServiceDeclaration,
  { requestsPerMinute = PEAK_REQUESTS_PER_MINUTE }: Pick<Scenario, "requestsPerMinute"> = {},
): number {
  return traffic?.perMinute ?? requestsPerMinute;
}

/** Requests per minute at a time, in seconds since the epoch, of a day without an incident. */
export function usualPerMinute(
  service: LlmServiceDeclaration,
  scenario: Pick<Scenario, "requestsPerMinute">,
  time: number,
): number {
  return peakPerMinute(service, scenario) * rhythm(time, service.traffic?.hours);
}

/** Requests per minute in the hours around noon, or in those in which the service has any. */
export function noonPerMinute(service: LlmServiceDeclaration): number {
  return peakPerMinute(service) * (service.traffic?.hours ? 1 : rhythm(NOON));
}
