import type { Expression } from "../datadog/expression";
import { renderMonitorQuery, type CumulativeWindow, type Window } from "../datadog/monitor-query";
import type { Scope } from "../datadog/query";
import { resourceId, type MonitorPart } from "./monitor-part";
import { unusualFailures } from "./rate";
import type { AlertDefinition } from "./signal";
import type { Thresholds } from "./thresholds";

/** An alert that is to be guarded against few events. */
export interface Guarded {
  readonly signal: string;
  readonly alert: AlertDefinition;
  readonly scope: Scope;
  readonly window: Window | CumulativeWindow;
}

/** The guard of a rate: in alert while enough events fail. Volume beside it would hide total outages. */
export function failuresPart(
  { signal, alert, scope, window }: Guarded,
  thresholds: Thresholds,
  fewest: number | false,
): MonitorPart[] {
  if (!alert.counts || fewest === false) return [];
  const expression = unusualFailures(alert.counts(scope), thresholds);
  return [
    {
      role: "failures",
      id: resourceId(signal, "failures", alert.key),
      name: `${alert.subject}: enough failures`,
      query: renderMonitorQuery({ aggregator: "sum", expression }, window, ">=", fewest),
      thresholds: { critical: fewest },
      window,
      groupBy: alert.groupBy,
      negated: false,
      onMissingData: "resolve",
    },
  ];
}

/** The guards of a measure without failures: in alert while there are too few events to judge by. */
export function volumeParts(guarded: Guarded, fewest: number | false): MonitorPart[] {
  const { alert, scope } = guarded;
  if (fewest === false) return [];
  const sides = [
    { role: "volume", name: "too few events", count: alert.volume },
    {
      role: "compared_volume",
      name: "too few events to compare with",
      count: alert.comparedVolume,
    },
  ] as const;
  return sides.flatMap(({ role, name, count }) =>
    count ? [volumePart(guarded, role, name, count(scope), fewest)] : [],
  );
}

function volumePart(
  { signal, alert, window }: Guarded,
  role: "volume" | "compared_volume",
  name: string,
  expression: Expression,
  fewest: number,
): MonitorPart {
  return {
    role,
    id: resourceId(signal, role, alert.key),
    name: `${alert.subject}: ${name}`,
    query: renderMonitorQuery({ aggregator: "sum", expression }, window, "<", fewest),
    thresholds: { critical: fewest },
    window,
    groupBy: alert.groupBy,
    negated: true,
    // Silent in doubt: 0 events, or the last known state, which was "too few" when they dwindled. Were
    // it resolved instead, a measure that kept its last alert would page on nothing.
    onMissingData: "default",
  };
}
