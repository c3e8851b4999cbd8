import {
  OBJECTIVE_ALERT,
  type MonitorDefinition,
  type MonitorEvent,
  type ParsedQueries,
  type Timeline,
} from "../monitors";
import { referencedMonitor } from "../monitors/definition";
import { lettered, mentionsIn, type CompositeFormula } from "../query";
import type { RunRecording } from "../run";
import { alertsOf, tagOf } from "../run/alerts";
import { unitOfExpression } from "./measured-unit";
import type { GroupReport, Mark, MonitorReport, MonitorThreshold, State } from "./model";

/** What each monitor saw and did, those that page first. */
export function monitorReports(recording: RunRecording): MonitorReport[] {
  const { monitors, parsed, timelines, events } = recording;
  const alerts = new Map(alertsOf(monitors).map((alert) => [alert.monitor.id, alert]));
  const reports = monitors.map((monitor): MonitorReport => {
    const { id, name, query, tags, priority } = monitor;
    const alert = alerts.get(id);
    const said = read(monitor, parsed);
    const own = events.filter((event) => event.monitor === id);
    return {
      id,
      name,
      query,
      tags,
      priority,
      pages: alert !== undefined,
      signal: alert?.signal ?? tagOf(monitor, "signal") ?? name,
      key: alert?.key ?? "",
      ...said,
      groups: timelines
        .filter((timeline) => timeline.monitor === id)
        .map((timeline) => groupReport(timeline, own, said.threshold)),
    };
  });
  return [...reports.filter(({ pages }) => pages), ...reports.filter(({ pages }) => !pages)];
}

/** What a monitor's query says. */
type Read = Pick<MonitorReport, "members" | "formula" | "threshold" | "unit">;

function read({ id, type, query, thresholds }: MonitorDefinition, parsed: ParsedQueries): Read {
  const formula = parsed.composite.get(id);
  if (formula && type !== OBJECTIVE_ALERT) return composite(query, formula);
  const metric = parsed.metric.get(id);
  // The run lists what could not be evaluated.
  if (!metric) return { members: [], formula: "" };
  const { comparator, threshold, expression } = metric;
  const { warning } = thresholds;
  const unit = unitOfExpression(expression);
  return {
    ...{ members: [], formula: "" },
    threshold: { comparator, critical: threshold, ...(warning === undefined ? {} : { warning }) },
    ...(unit === undefined ? {} : { unit }),
  };
}

function composite(query: string, formula: CompositeFormula): Read {
  const members = mentionsIn(formula).map(({ id }) => referencedMonitor(id));
  return { members: [...new Set(members)], formula: lettered(query, formula) };
}

/** Points per group beyond which only the worst of a stretch is kept. States stay exact. */
const MAX_POINTS = 720;

function groupReport(
  timeline: Timeline,
  events: readonly MonitorEvent[],
  threshold: MonitorThreshold | undefined,
): GroupReport {
  const { group } = timeline;
  const hasValues = timeline.values.some((value) => !Number.isNaN(value));
  const points = hasValues ? thinned(timeline, threshold) : { times: [], values: [] };
  const key = JSON.stringify(group);
  const own = events.filter((event) => JSON.stringify(event.group) === key);
  return { group, ...points, states: statesOf(timeline), marks: own.flatMap(markOf) };
}

function markOf({ time, transition, to, notification }: MonitorEvent): Mark[] {
  if (!notification || notification.receivers.length === 0) return [];
  const { title, receivers } = notification;
  return [{ time, transition, status: to, title, receivers }];
}

function thinned({ times, values }: Timeline, threshold: MonitorThreshold | undefined) {
  const stride = Math.ceil(times.length / MAX_POINTS);
  const below = threshold?.comparator.startsWith("<") ?? false;
  const kept: { times: number[]; values: (number | null)[] } = { times: [], values: [] };
  for (let start = 0; start < times.length; start += stride) {
    const found = values.slice(start, start + stride).filter((value) => !Number.isNaN(value));
    kept.times.push(times[start] ?? 0);
    kept.values.push(
      found.length === 0 ? null : rounded(below ? Math.min(...found) : Math.max(...found)),
    );
  }
  return kept;
}

/** Five digits are more than a screen shows. */
function rounded(value: number): number {
  return Number(value.toPrecision(5));
}

function statesOf({ times, statuses }: Timeline): State[] {
  const states: State[] = [];
  const step = (times[1] ?? 0) - (times[0] ?? 0);
  times.forEach((time, index) => {
    const status = statuses[index] ?? "OK";
    const to = times[index + 1] ?? time + step;
    const last = states.at(-1);
    if (last?.status === status) states[states.length - 1] = { ...last, to };
    else states.push({ from: time, to, status });
  });
  return states;
}
