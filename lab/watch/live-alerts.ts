import { nameInEnv } from "../../telemetry";
import type { MetricPoint } from "../agent";
import { AgentHistograms, MetricStore, type GroupTags, type Point } from "../metrics";
import { MonitorEvaluator, type MetricMonitor } from "../monitors";
import { unitOfExpression } from "../report/measured-unit";
import { alertsOf, type Alert, type Watched } from "../run";
import type { AlertRow, AlertsState, Measure, WatchNotification } from "./model";

/** A series takes up to a megabyte of memory. */
const MAX_SERIES = 1_000;
const MAX_NOTIFICATIONS = 50;
/** dd-trace sends metrics every ten seconds. */
const SECONDS_BEHIND = 15;

interface WatchedAlerts {
  readonly service: string;
  readonly alerts: readonly Alert[];
  readonly evaluator: MonitorEvaluator;
}

/** The monitors of services, evaluated over what arrives. */
export class LiveAlerts {
  private readonly store = new MetricStore();
  private readonly watched: readonly WatchedAlerts[];
  private readonly series = new Set<string>();
  private readonly histograms = new AgentHistograms();
  private evaluatedTo: number | undefined;
  /** Points of series beyond the limit. */
  pointsLeftOut = 0;

  /** @param start Seconds since the epoch. */
  constructor(
    services: readonly Watched[],
    private readonly start: number,
  ) {
    const { store } = this;
    this.watched = services.map(({ service, monitors }) => ({
      service: nameInEnv(service),
      alerts: alertsOf(monitors),
      evaluator: new MonitorEvaluator({ store, monitors, start, recorded: { from: start } }),
    }));
  }

  /** @param time Seconds since the epoch. */
  add(point: MetricPoint, time: number): void {
    const key = `${point.name},${[...point.tags].sort().join(",")}`;
    if (!this.series.has(key)) {
      if (this.series.size >= MAX_SERIES) {
        this.pointsLeftOut += point.values.length;
        return;
      }
      this.series.add(key);
    }
    const timed: Required<Point> = { ...point, timestamp: time };
    if (!this.histograms.take(timed)) this.store.ingest(timed, time);
  }

  /** Evaluates what is due. @param now Seconds since the epoch. */
  advance(now: number): void {
    for (const point of this.histograms.flush(now)) this.store.ingest(point, point.timestamp);
    for (const { evaluator } of this.watched) evaluator.advance(now - SECONDS_BEHIND);
    // Monitors are evaluated at whole minutes.
    const minute = Math.floor((now - SECONDS_BEHIND) / 60) * 60;
    if (minute > this.start) this.evaluatedTo = minute;
  }

  state(): AlertsState {
    const { evaluatedTo, watched } = this;
    return {
      services: watched.map(({ service }) => service),
      ...(evaluatedTo === undefined ? {} : { evaluatedTo: evaluatedTo * 1_000 }),
      rows: watched.flatMap(rowsOf).sort((a, b) => urgency(b) - urgency(a)),
      notifications: watched
        .flatMap(({ evaluator }) => notificationsOf(evaluator))
        .sort((a, b) => b.time - a.time)
        .slice(0, MAX_NOTIFICATIONS),
      unsupported: watched.flatMap(({ evaluator }) =>
        evaluator.unsupported.map(({ name, reason }) => `${name}: ${reason}`),
      ),
    };
  }
}

function rowsOf({ service, alerts, evaluator }: WatchedAlerts): AlertRow[] {
  return alerts.flatMap(({ monitor, signal, key }): AlertRow[] => {
    const name = key === "" ? signal : `${signal} · ${key}`;
    const measures = evaluator.measuresOf(monitor.id);
    const groups = evaluator.statuses(monitor.id);
    const of = (group: GroupTags): readonly Measure[] =>
      measures.map((measure) => measureOf(measure, group));
    if (groups.length === 0) return [{ service, name, group: {}, measures: of({}) }];
    return groups.map(({ group, status }) => ({
      ...{ service, name, group, status },
      measures: of(group),
    }));
  });
}

function measureOf({ query, groups }: MetricMonitor, group: GroupTags): Measure {
  const { comparator, threshold, expression } = query;
  // A guard may be grouped by less than the alert.
  const own = [...groups.values()].find(({ tags }) =>
    Object.entries(tags).every(([tag, value]) => group[tag] === value),
  );
  const value = own?.batch?.values.at(-1);
  const unit = unitOfExpression(expression);
  return {
    ...{ comparator, threshold },
    ...(value === undefined || Number.isNaN(value) ? {} : { value }),
    ...(unit === undefined ? {} : { unit }),
  };
}

function notificationsOf({ events }: MonitorEvaluator): WatchNotification[] {
  return events.flatMap(({ time, to: status, notification }) => {
    // What an alert only combines tells nobody.
    if (!notification || notification.receivers.length === 0) return [];
    const { title, receivers } = notification;
    return [{ time: time * 1_000, status, title, receivers }];
  });
}

const URGENCY = { Alert: 4, Warn: 3, "No Data": 2, OK: 1 } as const;

function urgency({ status }: AlertRow): number {
  return status === undefined ? 0 : URGENCY[status];
}
