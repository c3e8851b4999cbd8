/**
 * Plays a month of healthy traffic of three services of different shape, and prints how many series there
 * were in an hour beside the estimate: `node --import tsx scripts/month-of-series.ts`. Takes minutes;
 * `MONTH_STEP` plays every n-th hour only.
 */
import { MetricStore } from "../lab";
import { Traffic } from "../lab/simulation";
import type { Scenario } from "../lab";
import { codeReview, invoiceExtraction, supportAgent } from "../examples/services";
import { estimate, SeriesCounter } from "../review/costs";
import { releasesOf, type LlmServiceInEnv } from "../telemetry";

const HOUR = 3_600;
const MONTH_HOURS = 28 * 24;
/** Monday, 1 June 2026, midnight UTC. */
const MONDAY = 1_780_272_000;
const MEAN_RHYTHM = 0.63;

/** At the peak of a weekday, as in the lab's scenarios. */
export const PER_MINUTE = 60;

/** What a month came to, in series of a usual hour. */
export interface MonthOfSeries {
  readonly service: string;
  readonly hours: number;
  readonly estimated: number;
  readonly actual: number;
}

/** @param step plays every n-th hour; one that is prime to 24 and 7 meets all hours and weekdays */
export function monthOfSeries(
  service: LlmServiceInEnv,
  requestsPerMinute: number,
  step = 1,
): MonthOfSeries {
  const counter = new SeriesCounter(service);
  // Half of the calls take the candidate: a declared release is one that is under way.
  const candidateShare = (): number => (releasesOf(service).length > 0 ? 0.5 : 0);
  const scenario = {
    id: "month",
    requestsPerMinute,
    incident: { candidateShare },
    hours: 1,
  } as unknown as Scenario;
  let hours = 0;
  for (let hour = 0; hour < MONTH_HOURS; hour += step) {
    hours += 1;
    const onset = MONDAY + hour * HOUR;
    const store = new MetricStore();
    const traffic = new Traffic({ service, scenario, store, seed: hour, onset });
    for (let time = onset; time < onset + HOUR; time += 60) traffic.playMinute(time);
    for (const name of store.names()) {
      for (const { tagList } of store.metric(name)?.series ?? []) {
        counter.add({ name, tags: tagList, timestamp: onset });
      }
    }
  }
  const requestsPerHour = requestsPerMinute * 60 * MEAN_RHYTHM;
  const { expected } = estimate(service, { hosts: 1, settings: true, requestsPerHour });
  return { service: service.service, hours, estimated: expected, actual: counter.result().series };
}

export const SHAPES = [supportAgent, codeReview, invoiceExtraction] as const;

function main(): void {
  const step = Number(process.env["MONTH_STEP"] ?? 1);
  for (const service of SHAPES) {
    const { hours, estimated, actual } = monthOfSeries(service, PER_MINUTE, step);
    const off = ((100 * (estimated - actual)) / actual).toFixed(1);
    console.log(
      `${service.service}, ${hours} hours: ${estimated.toFixed(1)} estimated, ${actual.toFixed(1)} actual, ${off} %`,
    );
  }
}

if (require.main === module) main();
