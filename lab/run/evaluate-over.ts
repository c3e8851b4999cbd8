import { RecordingFile } from "../inputs/read-recording";
import { spanOf, type RecordedSpan } from "../inputs/recorded-span";
import { AgentHistograms, MetricStore, type Point } from "../metrics";
import { MonitorEvaluator, type MonitorDefinition } from "../monitors";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** As long as the store keeps anything; a longer span is a mistaken time. */
const MAX_DAYS = 62;
/** Points may be older than those before them: Datadog takes them from an hour back to ten minutes ahead. */
const LATENESS = 70 * MINUTE;

/** Monitors that are evaluated together, and for how long. */
export interface OverProps {
  readonly monitors: readonly (readonly MonitorDefinition[])[];
  /** In seconds since the epoch, where it is later than the last point. */
  readonly until?: number;
  /** Seconds after the last point. */
  readonly lasting?: number;
  /** Whether to keep each value, for a report. */
  readonly timelines?: boolean;
}

/** What was evaluated over recorded points. Times are seconds since the epoch. */
export interface EvaluatedOver {
  /** One for each list of monitors. */
  readonly evaluators: readonly MonitorEvaluator[];
  readonly store: MetricStore;
  /** The minute of the first point. */
  readonly onset: number;
  /** Where the recording ends. */
  readonly to: number;
}

/**
 * Evaluates monitors over points while those are read once: memory does not grow with them, where they
 * are in the order of time as `record` writes them. Others are sorted first.
 *
 * @throws RangeError for points of more than 62 days, or of one metric under two types.
 */
export function evaluateOver(points: Iterable<Required<Point>>, props: OverProps): EvaluatedOver {
  const isFile = points instanceof RecordingFile;
  const found = isFile ? points.span() : spanOf(points);
  const span = { first: 0, last: 0, ...found, means: isFile && points.recorded().means === true };
  try {
    return evaluateInOrder(points, span, props);
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    const sorted = [...points].sort((a, b) => a.timestamp - b.timestamp);
    return evaluateInOrder(sorted, span, props);
  }
}

class OutOfOrder extends Error {}

function evaluateInOrder(
  points: Iterable<Required<Point>>,
  { first, last, means }: RecordedSpan & { readonly means: boolean },
  { monitors, until = 0, lasting = 0, timelines = false }: OverProps,
): EvaluatedOver {
  const onset = Math.floor(first / MINUTE) * MINUTE;
  const to = Math.max(last + MINUTE, last + lasting, until);
  requireSpan(first, Math.max(last, to - MINUTE));
  const store = new MetricStore();
  const histograms = new AgentHistograms();
  const recorded = { from: onset, to, means };
  const evaluators = monitors.map(
    (own) => new MonitorEvaluator({ store, monitors: own, start: onset, recorded, timelines }),
  );
  const advance = (time: number): void => {
    for (const point of histograms.flush(time)) store.ingest(point, point.timestamp);
    for (const evaluator of evaluators) evaluator.advance(time);
  };
  let evaluated = onset;
  for (const point of points) {
    const { timestamp } = point;
    if (timestamp < evaluated) throw new OutOfOrder();
    if (timestamp >= evaluated + HOUR + LATENESS) {
      evaluated += HOUR * Math.floor((timestamp - LATENESS - evaluated) / HOUR);
      advance(evaluated);
    }
    if (!histograms.take(point)) store.ingest(point, timestamp);
  }
  for (const point of histograms.flush()) store.ingest(point, point.timestamp);
  const delays = monitors.flat().map(({ evaluationDelay }) => evaluationDelay);
  advance(to + delays.reduce((most, delay) => Math.max(most, delay), 0));
  requireTaken(store);
  return { evaluators, store, onset, to };
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
