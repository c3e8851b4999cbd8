import { METRICS, type MetricName } from "../../telemetry";
import type { Dashboard } from "../inputs/dashboards";
import type { Point } from "../metrics";
import type { MonitorDefinition, MonitorEvaluator } from "../monitors";
import type { Expectation } from "../scenarios";
import { alertsOf } from "./alerts";
import { evaluateOver, type EvaluatedOver } from "./evaluate-over";
import { runOf, type Run } from "./play";
import { parseSeriesCsv } from "../inputs/series-csv";

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
  /** The same in seconds after the last point. @default 60 */
  readonly lasting?: number;
  /** Keep what `writeReport` shows; it takes memory. @default false */
  readonly recording?: boolean;
  /** For the report. @default - none */
  readonly dashboards?: readonly Dashboard[];
}

/**
 * Evaluates monitors over recorded points, from the first point to the last, as long as it takes the
 * monitor with the longest delay to read it, or until the given time. Minutes count from the first point.
 *
 * @param points Of a month or more, a `RecordingFile`, which does not hold them all.
 * @throws RangeError for points of more than 62 days, or of one metric under two types.
 *
 * @example
 * const run = replay(monitors, readSeries(readFileSync("incident.csv", "utf8")));
 * expect(run).toFire("invalid_json", { within: "15m" });
 */
export function replay(
  monitors: readonly MonitorDefinition[],
  points: Iterable<Required<Point>>,
  props: ReplayProps = {},
): Run {
  const { until, lasting, recording = false } = props;
  const span = {
    ...(until === undefined ? {} : { until }),
    ...(lasting === undefined ? {} : { lasting }),
  };
  const over = evaluateOver(points, { monitors: [monitors], ...span, timelines: recording });
  const [evaluator] = over.evaluators;
  if (!evaluator) throw new RangeError("There is nothing to evaluate.");
  return runOver(over, evaluator, monitors, props);
}

/** What came of one list of monitors. */
export function runOver(
  { store, onset, to }: EvaluatedOver,
  evaluator: MonitorEvaluator,
  monitors: readonly MonitorDefinition[],
  {
    name = "recorded series",
    service = "",
    env,
    expects = [],
    recording,
    dashboards = [],
  }: ReplayProps,
): Run {
  const alerts = alertsOf(monitors);
  const observed = { alerts, evaluator, onset, expectations: expects, ends: undefined };
  const startedAt = new Date(onset * 1_000).toISOString();
  const run: Run = { ...runOf(name, service, observed), requests: 0, startedAt };
  const named = {
    ...run,
    ...(env === undefined ? {} : { env }),
    ...(evaluator.readNothing ? { nothingRecorded: true as const } : {}),
  };
  if (!recording) return named;
  const { events, parsed } = evaluator;
  const span = { from: onset, to, onset, isReplay: true };
  const drawn = { title: name, seed: 0, ...span, store, requests: [] };
  const evaluated = { parsed, timelines: evaluator.timelines(), events };
  return { ...named, recording: { ...drawn, monitors, dashboards, ...evaluated } };
}

/** Reads the text of a CSV of series, for `replay`; metrics of the contract have their own types. */
export function readSeries(csv: string): Required<Point>[] {
  return parseSeriesCsv(csv, (metric) =>
    Object.hasOwn(METRICS, metric) ? METRICS[metric as MetricName].type : "count",
  );
}
