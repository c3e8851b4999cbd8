import type { LlmServiceDeclaration } from "../../telemetry";
import { DASHBOARD_SCOPE } from "../datadog/dashboard";
import { totalsPer } from "../datadog/expression";
import { timeseries, type Marker, type WidgetDefinition } from "../datadog/widgets";
import type { AlertPlan } from "../signals";
import type { AnySettings, Signal } from "../signals/signal";

/**
 * The graphs of a signal, one per alert: what the monitor evaluates, with the thresholds that page.
 * A signal that the team switched off is still drawn, without thresholds.
 */
export function alertGraphs<Settings extends AnySettings>(
  signal: Signal<Settings>,
  service: LlmServiceDeclaration,
  alerts: readonly AlertPlan[],
): WidgetDefinition[] {
  return signal.alerts(service).map((definition) => {
    const plan = alerts.find(
      ({ signal: { id }, key }) => id === signal.id && key === definition.key,
    );
    // With the team's own settings, such as a ratio, where there is an alert.
    const { expression } = (plan?.measure ?? definition.measure)(DASHBOARD_SCOPE);
    const drawn = signal.graphTotalsPerSeconds
      ? totalsPer(signal.graphTotalsPerSeconds, expression)
      : expression;
    return timeseries(plan?.subject ?? definition.subject, [{ expression: drawn }], {
      markers: plan ? thresholdMarkers(plan) : [],
    });
  });
}

/** The lines at which the alert pages and warns. */
export function thresholdMarkers(alert: AlertPlan): Marker[] {
  const [measure] = alert.parts;
  if (!measure) return [];
  const { critical, warning } = measure.thresholds;
  return [
    { value: critical, severity: "error", label: "critical" },
    ...(warning === undefined
      ? []
      : [{ value: warning, severity: "warning" as const, label: "warning" }]),
  ];
}
