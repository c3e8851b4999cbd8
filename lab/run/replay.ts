import { METRICS, type MetricName } from "../../telemetry";
import { MetricStore, type Point } from "../metrics";
import { MonitorEvaluator, type MonitorDefinition } from "../monitors";
import type { Expectation } from "../scenarios";
import { alertsOf } from "./alerts";
import { notifications, outcomes } from "./outcome";
import type { Run } from "./play";
import { parseSeriesCsv } from "./series-csv";

const HOUR = 3_600;
/** Windows that look back further see the last points leave. */
const AFTER_THE_LAST = HOUR;

export interface ReplayProps {
  /** What the run is called. @default "recorded series" */
  readonly name?: string;
  /** @default - every alert has to stay silent */
  readonly expects?: readonly Expectation[];
}

/**
 * Evaluates monitors over recorded points. Minutes count from the first point.
 *
 * @example
 * const run = replay(monitors, readSeries(readFileSync("incident.csv", "utf8")));
 * expect(run).toFire("invalid_json", { within: "15m" });
 */
export function replay(
  monitors: readonly MonitorDefinition[],
  points: readonly Required<Point>[],
  { name = "recorded series", expects = [] }: ReplayProps = {},
): Run {
  const ordered = [...points].sort((a, b) => a.timestamp - b.timestamp);
  const first = ordered[0]?.timestamp ?? 0;
  const onset = Math.floor(first / 60) * 60;
  const end = (ordered.at(-1)?.timestamp ?? 0) + AFTER_THE_LAST;
  const store = new MetricStore();
  const evaluator = new MonitorEvaluator({ store, monitors, start: onset });
  let next = 0;
  for (let time = onset + HOUR; time < end + HOUR; time += HOUR) {
    for (let point = ordered[next]; point && point.timestamp < time; point = ordered[next]) {
      store.ingest(point, point.timestamp);
      next += 1;
    }
    evaluator.advance(Math.min(time, end));
  }
  const observed = { alerts: alertsOf(monitors), evaluator, onset, expectations: expects };
  const alerts = outcomes(observed);
  return {
    scenario: name,
    service: "",
    alerts,
    notifications: notifications(observed),
    unsupported: evaluator.unsupported,
    requests: 0,
    ok: evaluator.unsupported.length === 0 && alerts.every(({ ok }) => ok),
  };
}

/** {@link parseSeriesCsv}, with the types of the contract's metrics. */
export function readSeries(csv: string): Required<Point>[] {
  return parseSeriesCsv(csv, (metric) =>
    Object.hasOwn(METRICS, metric) ? METRICS[metric as MetricName].type : "count",
  );
}
