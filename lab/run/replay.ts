import { METRICS, type MetricName } from "../../telemetry";
import { flushHistograms, MetricStore, type Point } from "../metrics";
import { MonitorEvaluator, type MonitorDefinition } from "../monitors";
import type { Expectation } from "../scenarios";
import { alertsOf } from "./alerts";
import { runOf, type Run } from "./play";
import { parseSeriesCsv } from "../inputs/series-csv";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** As long as the store keeps anything; a longer span is a mistaken time. */
const MAX_DAYS = 62;

/** How a replay is called, and what is expected of it. */
export interface ReplayProps {
  /** What the run is called. @default "recorded series" */
  readonly name?: string;
  /** Name of the service, for reports. @default - none */
  readonly service?: string;
  /** Environment of the service, for reports. @default - none */
  readonly env?: string;
  /** What has to fire. @default - every alert has to stay silent */
  readonly expects?: readonly Expectation[];
  /**
   * Evaluation goes on until then, in seconds since the epoch, although no points come any more: for an
   * outage at the end. It ends no sooner than without.
   * @default - it ends once the last point has been read
   */
  readonly until?: number;
}

/**
 * Evaluates monitors over recorded points, from the first point to the last, as long as it takes the
 * monitor with the longest delay to read it, or until the given time. Minutes count from the first point.
 *
 * @throws RangeError for points of more than 62 days, or of one metric under two types.
 *
 * @example
 * const run = replay(monitors, readSeries(readFileSync("incident.csv", "utf8")));
 * expect(run).toFire("invalid_json", { within: "15m" });
 */
export function replay(
  monitors: readonly MonitorDefinition[],
  points: readonly Required<Point>[],
  { name = "recorded series", service = "", env, expects = [], until = 0 }: ReplayProps = {},
): Run {
  const ordered = [...flushHistograms(points)].sort((a, b) => a.timestamp - b.timestamp);
  const first = ordered[0]?.timestamp ?? 0;
  const onset = Math.floor(first / 60) * 60;
  const last = ordered.at(-1)?.timestamp ?? 0;
  requireSpan(first, Math.max(last, until));
  const delay = Math.max(0, ...monitors.map(({ evaluationDelay }) => evaluationDelay));
  const recorded = { from: onset, to: Math.max(last + MINUTE, until) };
  const end = recorded.to + delay;
  const store = new MetricStore();
  const evaluator = new MonitorEvaluator({ store, monitors, start: onset, recorded });
  let next = 0;
  for (let time = onset + HOUR; time < end + HOUR; time += HOUR) {
    for (let point = ordered[next]; point && point.timestamp < time; point = ordered[next]) {
      store.ingest(point, point.timestamp);
      next += 1;
    }
    evaluator.advance(Math.min(time, end));
  }
  requireTaken(store);
  const alerts = alertsOf(monitors);
  const observed = { alerts, evaluator, onset, expectations: expects, ends: undefined };
  const run = { ...runOf(name, service, observed), requests: 0 };
  return env === undefined ? run : { ...run, env };
}

function requireSpan(first: number, last: number): void {
  const days = (last - first) / (24 * HOUR);
  if (days <= MAX_DAYS) return;
  const [from, to] = [first, last].map((time) => new Date(time * 1_000).toISOString());
  throw new RangeError(`The points reach from ${from} to ${to}; allowed: ${MAX_DAYS} days.`);
}

/** What is not in the store would be read as silence. */
function requireTaken({ refused }: MetricStore): void {
  const [reason] = Object.keys(refused);
  if (reason !== undefined) throw new RangeError(`Points that cannot be evaluated: ${reason}.`);
}

/** Reads the text of a CSV of series, for `replay`; metrics of the contract have their own types. */
export function readSeries(csv: string): Required<Point>[] {
  return parseSeriesCsv(csv, (metric) =>
    Object.hasOwn(METRICS, metric) ? METRICS[metric as MetricName].type : "count",
  );
}
