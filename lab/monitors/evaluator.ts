import type { GroupTags, MetricStore } from "../metrics";
import type { MonitorDefinition, Unsupported } from "./definition";
import { EvaluatedMonitors } from "./evaluated-monitors";
import { monitorEvent, type Evaluated, type MonitorEvent } from "./events";
import { advanceTogether, MetricMonitor } from "./metric-monitor";
import type { ParsedQueries } from "./parsed-queries";
import type { Recorded } from "./rules/partial-window";
import { COMPOSITE_GROUPS } from "./deviations";
import { statusName, type StatusName } from "./status";
import { TimelineRecorder, type Timeline } from "./timeline";
import { verdictsOf, type Verdict } from "./verdicts";

export interface EvaluatorProps {
  readonly store: MetricStore;
  readonly monitors: readonly MonitorDefinition[];
  /** Seconds since the epoch; the first evaluation comes after it. */
  readonly start: number;
  /**
   * The time that a recording is about. Windows that reach back to before it are known in part, and each
   * monitor is evaluated until it has read the end.
   * @default all times, as where nothing came before
   */
  readonly recorded?: Recorded;
  /**
   * Whether to keep each evaluation's value and status, for a report.
   * @default false, because a month of minutes takes memory
   */
  readonly timelines?: boolean;
}

/** Seconds that are evaluated at once: what is read in between stays small. */
const MAX_BATCH = 12 * 3_600;

/**
 * Evaluates monitors over a store, on a simulated clock, by Datadog's documented semantics.
 *
 * @example
 * const evaluator = new MonitorEvaluator({ store, monitors: monitorsOfStack(stack), start });
 * // fill the store up to `now`, then
 * evaluator.advance(now);
 * evaluator.events;
 */
export class MonitorEvaluator {
  /** In the order of time. */
  readonly events: MonitorEvent[] = [];
  private readonly monitors: EvaluatedMonitors;
  private readonly recorder: TimelineRecorder | undefined;
  private byMeasure: Map<string, MetricMonitor[]> | undefined;
  private now: number;
  private pending: (() => MonitorEvent)[] = [];

  constructor(private readonly props: EvaluatorProps) {
    this.now = props.start;
    this.recorder = props.timelines ? new TimelineRecorder() : undefined;
    this.monitors = new EvaluatedMonitors(props, (monitor, group, transition) => {
      // Messages are rendered once members of composites have been evaluated too.
      this.pending.push(() => monitorEvent(props.start, monitor, group, transition));
    });
  }

  /** What is not evaluated, and why. Grows where a metric turns out to be of an unfitting type. */
  get unsupported(): readonly Unsupported[] {
    return this.monitors.unsupported;
  }

  /** Also of what is refused for something else than its syntax. */
  get parsed(): ParsedQueries {
    return this.monitors.parsed;
  }

  /** Ids of the monitors that are evaluated. */
  get evaluated(): string[] {
    return this.monitors.telling.map(([id]) => id);
  }

  /** None of the monitors has found anything that it reads. */
  get readNothing(): boolean {
    const { measuring } = this.monitors;
    return measuring.length > 0 && !measuring.some(([, { hasSeries }]) => hasSeries);
  }

  /**
   * Evaluates what is due up to and including `to`. The store must be complete up to there. Hours at
   * once are much faster than minutes.
   *
   * @param to Seconds since the epoch.
   * @throws RangeError where the store no longer keeps what is to be read.
   */
  advance(to: number): void {
    this.requireKept();
    while (this.now < to) this.evaluateUpTo(Math.min(to, this.now + MAX_BATCH));
  }

  private evaluateUpTo(to: number): void {
    const { monitors } = this;
    for (const together of this.measures()) advanceTogether(together, this.now, to);
    for (const [id, monitor] of monitors.measuring) monitors.refuseUnfitting(id, monitor);
    for (const composite of monitors.composites.values()) composite.advance(this.now, to);
    this.record();
    this.now = to;
    const events = this.pending.map((render) => render());
    const order = new Map(this.evaluated.map((id, index) => [id, index]));
    const place = ({ monitor }: MonitorEvent): number => order.get(monitor) ?? 0;
    this.events.push(...events.sort((a, b) => a.time - b.time || place(a) - place(b)));
    this.pending = [];
  }

  /** The metric monitors, by what they measure. */
  private measures(): Iterable<MetricMonitor[]> {
    if (!this.byMeasure) {
      this.byMeasure = new Map();
      for (const [, monitor] of this.monitors.measuring) {
        const same = this.byMeasure.get(monitor.measure) ?? [];
        this.byMeasure.set(monitor.measure, [...same, monitor]);
      }
    }
    return this.byMeasure.values();
  }

  /** What the store has dropped would be read as silence. */
  private requireKept(): void {
    const { earliest, latest, retention } = this.props.store;
    const oldestKept = latest - (retention[1]?.seconds ?? 0);
    for (const [id, { lookback }] of this.monitors.measuring) {
      if (Math.max(earliest, this.now - lookback) >= oldestKept) continue;
      throw new RangeError(
        `${id} reads ${Math.ceil(lookback / 86_400)} days back, and the store is ` +
          `${Math.ceil((latest - this.now) / 86_400)} days ahead: advance more often, or keep more minuteDays`,
      );
    }
  }

  /** The status of each group, by monitor. */
  statuses(monitor: string): { readonly group: GroupTags; readonly status: StatusName }[] {
    const { metric, composites } = this.monitors;
    const found = metric.get(monitor) ?? composites.get(monitor);
    return [...(found?.groups.values() ?? [])].map(({ tags, status }) => ({
      group: tags,
      status: statusName(status),
    }));
  }

  /** What an alert's value is measured by: the monitor itself, or the first member of a composite. */
  measureOf(monitor: string): MetricMonitor | undefined {
    const { metric, composites } = this.monitors;
    return metric.get(monitor) ?? composites.get(monitor)?.members[0]?.monitor;
  }

  /** What decides of a monitor: itself, or the members of a composite. */
  measuresOf(monitor: string): readonly MetricMonitor[] {
    const { metric, composites } = this.monitors;
    const own = metric.get(monitor);
    if (own) return [own];
    return composites.get(monitor)?.members.map((member) => member.monitor) ?? [];
  }

  /** What each monitor said so far, and on which undocumented points that depends. */
  verdicts(): Verdict[] {
    const all: Verdict[] = [];
    for (const [id, monitor] of this.monitors.telling) {
      const props = verdictProps(id, monitor);
      for (const group of monitor.groups.values()) all.push(...verdictsOf(group, props));
    }
    return all;
  }

  /** Empty unless asked for at the start. */
  timelines(): Timeline[] {
    return this.recorder?.timelines() ?? [];
  }

  private record(): void {
    if (!this.recorder) return;
    for (const [id, { groups }] of this.monitors.telling) {
      for (const group of groups.values()) this.recorder.record(id, group);
    }
  }
}

function verdictProps(id: string, monitor: Evaluated): Parameters<typeof verdictsOf>[1] {
  if (monitor instanceof MetricMonitor) {
    const { windowSeconds, frequency } = monitor;
    return { monitor: id, windowSeconds, frequency, doubts: [] };
  }
  const windows = monitor.members.map((member) => member.monitor.windowSeconds);
  const doubts = monitor.hasMixedGroupings ? [COMPOSITE_GROUPS] : [];
  return { monitor: id, windowSeconds: Math.max(...windows), frequency: 60, doubts };
}
