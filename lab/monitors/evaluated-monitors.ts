import type { MetricStore } from "../metrics";
import {
  metricQueries,
  parseComposite,
  parseMonitorQuery,
  QueryError,
  readsValues,
  type MonitorQuery,
} from "../query";
import { burnRateMonitors } from "./burn-rate-monitors";
import { CompositeMonitor } from "./composite-monitor";
import { OBJECTIVE_ALERT, type MonitorDefinition, type Unsupported } from "./definition";
import type { Evaluated } from "./events";
import type { GroupHistory } from "./group-history";
import { MetricMonitor, type ReportTransition } from "./metric-monitor";
import type { ParsedQueries } from "./parsed-queries";
import type { Recorded } from "./rules/partial-window";
import type { Transition } from "./transition";

interface MonitorsProps {
  readonly store: MetricStore;
  readonly monitors: readonly MonitorDefinition[];
  readonly recorded?: Recorded;
}

type Report = (monitor: Evaluated, group: GroupHistory, transition: Transition) => void;

/** The monitors that are evaluated, made of their definitions, and what is refused of those. */
export class EvaluatedMonitors {
  readonly unsupported: Unsupported[] = [];
  readonly parsed: ParsedQueries = { metric: new Map(), composite: new Map() };
  readonly metric = new Map<string, MetricMonitor>();
  /** What alerts on objectives are made of; nobody else knows of them. */
  readonly burnWindows = new Map<string, MetricMonitor>();
  readonly composites = new Map<string, CompositeMonitor>();

  constructor(
    private readonly props: MonitorsProps,
    private readonly report: Report,
  ) {
    const composites = props.monitors.filter(({ type }) => type === "composite");
    for (const definition of props.monitors) {
      if (definition.type === OBJECTIVE_ALERT) this.addBurnRate(definition);
      else if (definition.type !== "composite") this.addMetricMonitor(definition);
    }
    for (const definition of composites) this.addComposite(definition);
  }

  /** All that read metrics, by id. */
  get measuring(): readonly (readonly [string, MetricMonitor])[] {
    return [...this.metric, ...this.burnWindows];
  }

  /** All that say something, by id. */
  get telling(): readonly (readonly [string, Evaluated])[] {
    return [...this.metric, ...this.composites];
  }

  /** Refuses a monitor whose metric turned out to be of an unfitting type. */
  refuseUnfitting(id: string, monitor: MetricMonitor): void {
    const problem = monitor.problem();
    if (!problem || this.unsupported.some((one) => one.monitor === id)) return;
    this.refuse(monitor.definition, problem.message, problem.column);
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
    if (monitor) this.metric.set(definition.id, monitor);
  }

  private metricMonitor(definition: MonitorDefinition, report: ReportTransition): MetricMonitor {
    const { store, recorded } = this.props;
    const query = parseMonitorQuery(definition.query);
    this.parsed.metric.set(definition.id, query);
    if (recorded?.means) requireNoValues(query, definition.query);
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
    members: ReadonlyMap<string, MetricMonitor> = this.metric,
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
}

/** Of means, a percentile is the percentile of means, and none of what was asked for. */
function requireNoValues({ expression }: MonitorQuery, text: string): void {
  const found = metricQueries(expression).find(readsValues);
  if (!found) return;
  throw new QueryError(
    text,
    found.at,
    `The recording has the means of minutes of ${found.metric}, and not its single values;`,
  );
}
