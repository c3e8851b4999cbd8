/**
 * Plays a month of healthy traffic of three services of different shape, and writes how many series there
 * were in an hour into `docs/month-of-series.json`, from which `npm run docs` makes a table:
 * `npm run docs -- month-of-series`. Takes minutes.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MetricStore } from "../lab";
import { Traffic } from "../lab/simulation";
import type { Scenario } from "../lab";
import { codeReview, invoiceExtraction, supportAgent } from "../examples/services";
import { estimate, SeriesCounter } from "../review/costs";
import { markdownTable } from "./telemetry-reference";
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
  const estimated = expectedSeries(service, requestsPerMinute);
  return { service: service.service, hours, estimated, actual: counter.result().series };
}

function expectedSeries(service: LlmServiceInEnv, requestsPerMinute: number): number {
  const requestsPerHour = requestsPerMinute * 60 * MEAN_RHYTHM;
  return estimate(service, { hosts: 1, settings: true, requestsPerHour }).expected;
}

export const SHAPES = [supportAgent, codeReview, invoiceExtraction] as const;

const PLAYED = path.join(__dirname, "..", "docs", "month-of-series.json");

/** The months as they were played, beside what the declarations come to now. */
export function playedMonths(): readonly MonthOfSeries[] {
  const played = JSON.parse(readFileSync(PLAYED, "utf8")) as MonthOfSeries[];
  return SHAPES.map((shape) => {
    const month = played.find(({ service }) => service === shape.service);
    if (!month) throw new Error(`${shape.service} was not played: npm run docs -- month-of-series`);
    return { ...month, estimated: expectedSeries(shape, PER_MINUTE) };
  });
}

/** The table of docs/metric-costs.md. */
export function monthTable(): string {
  const rows = playedMonths().map(({ service, hours, estimated, actual }) => [
    `\`${service}\``,
    String(hours),
    estimated.toFixed(1),
    actual.toFixed(1),
    percentText(estimated / actual - 1),
  ]);
  return markdownTable(
    ["Service", "Hours", "Series expected in an hour", "Counted", "Expected against counted"],
    rows,
  );
}

function percentText(share: number): string {
  const rounded = (100 * share).toFixed(1).replace(/^-0\.0$/, "0.0");
  return `${rounded.replace("-", "−")} %`;
}

function main(): void {
  const months = SHAPES.map((service) => monthOfSeries(service, PER_MINUTE));
  writeFileSync(PLAYED, `${JSON.stringify(months, null, 2)}\n`);
}

if (require.main === module) main();
