import type { GroupTags, MetricStore } from "../metrics";
import { parseComposite, parseMonitorQuery, QueryError } from "../query";
import type { ParsedQueries } from "./parsed-queries";
import { burnRateMonitors } from "./burn-rate-monitors";
import { CompositeMonitor } from "./composite-monitor";
import { OBJECTIVE_ALERT, type MonitorDefinition, type Unsupported } from "./definition";
import type { GroupHistory } from "./group-history";
import type { Transition } from "./group-state";
import { monitorEvent, type Evaluated, type MonitorEvent } from "./events";
import { advanceTogether, MetricMonitor, type ReportTransition } from "./metric-monitor";
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
  /** What is not evaluated, and why. Grows where a metric turns out to be of an unfitting type. */
  readonly unsupported: Unsupported[] = [];
  /** In the order of time. */
  readonly events: MonitorEvent[] = [];
  /** Also of what is refused for something else than its syntax. */
  readonly parsed: ParsedQueries = { metric: new Map(), composite: new Map() };
  private readonly metricMonitors = new Map<string, MetricMonitor>();
  /** What alerts on objectives are made of; nobody else knows of them. */
  private readonly burnWindows = new Map<string, MetricMonitor>();
  private readonly composites = new Map<string, CompositeMonitor>();
  private readonly recorder: TimelineRecorder | undefined;
  private byMeasure: Map<string, MetricMonitor[]> | undefined;
  private now: number;
  private pending: (() => MonitorEvent)[] = [];

  constructor(private readonly props: EvaluatorProps) {
    this.now = props.start;
    this.recorder = props.timelines ? new TimelineRecorder() : undefined;
    const composites = props.monitors.filter(({ type }) => type === "composite");
    for (const definition of props.monitors) {
      if (definition.type === OBJECTIVE_ALERT) this.addBurnRate(definition);
      else if (definition.type !== "composite") this.addMetricMonitor(definition);
    }
    for (const definition of composites) this.addComposite(definition);
  }

  /** Ids of the monitors that are evaluated. */
  get evaluated(): string[] {
    return [...this.metricMonitors.keys(), ...this.composites.keys()];
  }

  /** None of the monitors has found anything that it reads. */
  get readNothing(): boolean {
    const monitors = [...this.metricMonitors.values(), ...this.burnWindows.values()];
    return monitors.length > 0 && !monitors.some(({ hasSeries }) => hasSeries);
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
    const metricMonitors = [...this.metricMonitors, ...this.burnWindows];
    for (const together of this.measures()) advanceTogether(together, this.now, to);
    for (const [id, monitor] of metricMonitors) this.refuseUnfitting(id, monitor);
    for (const composite of this.composites.values()) composite.advance(this.now, to);
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
      for (const monitor of [...this.metricMonitors.values(), ...this.burnWindows.values()]) {
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
    for (const [id, { lookback }] of [...this.metricMonitors, ...this.burnWindows]) {
      if (Math.max(earliest, this.now - lookback) >= oldestKept) continue;
      throw new RangeError(
        `${id} reads ${Math.ceil(lookback / 86_400)} days back, and the store is ` +
          `${Math.ceil((latest - this.now) / 86_400)} days ahead: advance more often, or keep more minuteDays`,
      );
    }
  }

  /** The status of each group, by monitor. */
  statuses(monitor: string): { readonly group: GroupTags; readonly status: StatusName }[] {
    const found = this.metricMonitors.get(monitor) ?? this.composites.get(monitor);
    return [...(found?.groups.values() ?? [])].map(({ tags, status }) => ({
      group: tags,
      status: statusName(status),
    }));
  }

  /** What an alert's value is measured by: the monitor itself, or the first member of a composite. */
  measureOf(monitor: string): MetricMonitor | undefined {
    return this.metricMonitors.get(monitor) ?? this.composites.get(monitor)?.members[0]?.monitor;
  }

  /** What decides of a monitor: itself, or the members of a composite. */
  measuresOf(monitor: string): readonly MetricMonitor[] {
    const own = this.metricMonitors.get(monitor);
    if (own) return [own];
    return this.composites.get(monitor)?.members.map((member) => member.monitor) ?? [];
  }

  /** What each monitor said so far, and on which undocumented points that depends. */
  verdicts(): Verdict[] {
    const all: Verdict[] = [];
    for (const [id, monitor] of [...this.metricMonitors, ...this.composites]) {
      const props = verdictProps(id, monitor);
      for (const group of monitor.groups.values()) all.push(...verdictsOf(group, props));
    }
    return all;
  }

  /** Empty unless asked for at the start. */
  timelines(): Timeline[] {
    return this.recorder?.timelines() ?? [];
  }

  private addMetricMonitor(definition: MonitorDefinition): void {
    if (definition.type !== "query alert" && definition.type !== "metric alert") {
      this.refuse(
        definition,
        `Monitors of type "${definition.type}" are not supported by the lab.`,
      );
      return;
    }
    const monitor: MetricMonitor | undefined = this.build(definition, () =>
      this.metricMonitor(definition, (group, transition) => {
        if (monitor) this.report(monitor, group, transition);
      }),
    );
    if (monitor) this.metricMonitors.set(definition.id, monitor);
  }

  private metricMonitor(definition: MonitorDefinition, report: ReportTransition): MetricMonitor {
    const { store, recorded } = this.props;
    const query = parseMonitorQuery(definition.query);
    this.parsed.metric.set(definition.id, query);
    return new MetricMonitor(store, definition, query, report, recorded);
  }

  private addBurnRate(definition: MonitorDefinition): void {
    const found = this.build(definition, () => burnRateMonitors(definition));
    if (!found) return;
    for (const window of found.windows) {
      const monitor = this.build(window, () => this.metricMonitor(window, () => undefined));
      if (monitor) this.burnWindows.set(window.id, monitor);
    }
    this.addComposite(found.alert, this.burnWindows);
  }

  private addComposite(
    definition: MonitorDefinition,
    members: ReadonlyMap<string, MetricMonitor> = this.metricMonitors,
  ): void {
    const composite: CompositeMonitor | undefined = this.build(definition, () => {
      const formula = parseComposite(definition.query);
      this.parsed.composite.set(definition.id, formula);
      return new CompositeMonitor(members, definition, formula, (group, transition) => {
        if (composite) this.report(composite, group, transition);
      });
    });
    if (composite) this.composites.set(definition.id, composite);
  }

  /** Options and query are both looked at, so that a user meets all that is not supported at once. */
  private build<T>(definition: MonitorDefinition, create: () => T): T | undefined {
    const { unsupportedOptions } = definition;
    const supported = unsupportedOptions.length === 0;
    if (!supported) {
      const names = unsupportedOptions.join(", ");
      this.refuse(definition, `Options that the lab does not support: ${names}.`);
    }
    try {
      const monitor = create();
      return supported ? monitor : undefined;
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      this.refuse(definition, error.message, error.column);
      return undefined;
    }
  }

  private refuse({ id, name }: MonitorDefinition, reason: string, column?: number): void {
    this.unsupported.push({
      monitor: id,
      name,
      reason,
      ...(column === undefined ? {} : { column }),
    });
  }

  private refuseUnfitting(id: string, monitor: MetricMonitor): void {
    const problem = monitor.problem();
    if (!problem || this.unsupported.some((one) => one.monitor === id)) return;
    this.refuse(monitor.definition, problem.message, problem.column);
  }

  /** Messages are rendered once members of composites have been evaluated too. */
  private report(monitor: Evaluated, group: GroupHistory, transition: Transition): void {
    this.pending.push(() => monitorEvent(this.props.start, monitor, group, transition));
  }

  private record(): void {
    if (!this.recorder) return;
    for (const [id, { groups }] of [...this.metricMonitors, ...this.composites]) {
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
