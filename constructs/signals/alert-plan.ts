import type { LlmServiceDeclaration, MetricTag, Problems } from "../../telemetry";
import {
  describeWindow,
  renderMonitorQuery,
  type CumulativeWindow,
  type Measure,
  type Window,
} from "../datadog/monitor-query";
import type { Scope } from "../datadog/query";
import type { Receivers } from "../receivers";
import type { RenotifySettings } from "../renotify";
import { failuresPart, volumeParts } from "./guards";
import { resourceId, type MonitorPart } from "./monitor-part";
import type { Priority } from "./priority";
import type {
  AlertDefinition,
  AnySettings,
  DashboardKind,
  Signal,
  SignalDescription,
} from "./signal";
import { suspiciousThresholds } from "./suspicions";
import {
  checkOrder,
  valuesOf,
  writtenThresholds,
  type WrittenThresholds,
} from "./threshold-checks";
import {
  completeThresholds,
  describeThresholds,
  describeValue,
  type Thresholds,
  type Unit,
} from "./thresholds";

/** One alert with everything decided: what pages, when, whom, and what to do. */
export interface AlertPlan {
  readonly signal: SignalDescription;
  /** Stable id within the service, and the value of its monitors' `alert:` tag. */
  readonly id: string;
  /** What tells the signal's alerts apart; empty where there is one. */
  readonly key: string;
  readonly subject: string;
  /** When it fires, as the rest of a sentence: "above 2 % over 10 minutes". */
  readonly condition: string;
  /** The same in a few characters, for tables: "> 2 % (warn 1 %)". */
  readonly threshold: string;
  /** Absent where the alert only combines others. */
  readonly thresholds?: Thresholds;
  /** Of the value in messages. */
  readonly unit: Unit;
  /** What is compared with them, over any scope. */
  readonly measure?: (scope: Scope) => Measure;
  readonly window: Window | CumulativeWindow;
  readonly groupBy: readonly MetricTag[];
  readonly priority: Priority;
  readonly dashboard: DashboardKind;
  readonly runbook: string | undefined;
  readonly notify: Partial<Receivers>;
  /** The signal's own reminders; what the service sets where there are none. */
  readonly renotify: RenotifySettings | false | undefined;
  /** Evaluated, and tells nobody; what the service sets where it is absent. */
  readonly draft: boolean | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Thresholds that were probably meant otherwise, one line each. */
  readonly suspicions: readonly string[];
  /** The measure alone, or the measure and its guards; all of them must hold. */
  readonly parts: readonly MonitorPart[];
}

/**
 * Applies a team's settings to the alerts of one signal.
 *
 * @param given settings of the right shape; absent where there are none
 * @param problems receives thresholds that contradict each other
 */
export function planSignal<Settings extends AnySettings>(
  signal: Signal<Settings>,
  service: LlmServiceDeclaration,
  scope: Scope,
  given: Settings | undefined,
  problems: Problems,
): AlertPlan[] {
  const settings: AnySettings = given ?? {};
  return signal.alerts(service, given).map((alert) => {
    const written = writtenFor(signal, alert, settings);
    const thresholds = completeThresholds(alert.thresholds, valuesOf(written));
    checkOrder(problems, thresholds, written);
    const suspicions = suspiciousThresholds(written, thresholds.unit);
    return { ...planAlert(signal, alert, scope, settings, thresholds), suspicions };
  });
}

function writtenFor(
  signal: SignalDescription,
  alert: AlertDefinition,
  settings: AnySettings,
): WrittenThresholds {
  return writtenThresholds(
    `signals.${signal.id}`,
    alert.ownThresholds ? {} : settings,
    alert.settings && { name: alert.key, settings: alert.settings },
  );
}

function planAlert<Settings extends AnySettings>(
  signal: Signal<Settings>,
  alert: AlertDefinition,
  scope: Scope,
  settings: AnySettings,
  thresholds: Thresholds,
): Omit<AlertPlan, "suspicions"> {
  const window = alert.window ?? settings.window ?? signal.window;
  const guarded = { signal: signal.id, alert, scope, window };
  const fewest = settings.minRequests ?? signal.minRequests ?? false;
  const fewestFailures = settings.minFailures ?? signal.minFailures ?? false;
  return {
    signal,
    id: alert.key === "" ? signal.id : `${signal.id}/${alert.key}`,
    key: alert.key,
    subject: alert.subject,
    condition: describeCondition(thresholds, window),
    threshold: describeThresholds(thresholds),
    thresholds,
    unit: thresholds.unit,
    measure: alert.measure,
    window,
    groupBy: alert.groupBy,
    priority: settings.priority ?? signal.priority,
    dashboard: alert.dashboard ?? signal.dashboard,
    runbook: settings.runbook,
    notify: settings.notify ?? {},
    renotify: settings.renotify,
    draft: settings.draft,
    variables: alert.variables ?? {},
    parts: [
      measurePart(signal, alert, scope, thresholds, window),
      ...failuresPart(guarded, thresholds, fewestFailures),
      ...volumeParts(guarded, fewest),
    ],
  };
}

function describeCondition(
  { side, critical, unit }: Thresholds,
  window: Window | CumulativeWindow,
): string {
  return `${side} ${describeValue(critical, unit)} ${describeWindow(window)}`;
}

function measurePart(
  signal: SignalDescription,
  alert: AlertDefinition,
  scope: Scope,
  thresholds: Thresholds,
  window: Window | CumulativeWindow,
): MonitorPart {
  const { side, critical, warning, criticalRecovery, warningRecovery } = thresholds;
  const comparator = side === "above" ? ">" : "<";
  return {
    role: "measure",
    id: resourceId(signal.id, "measure", alert.key),
    name: alert.subject,
    query: renderMonitorQuery(alert.measure(scope), window, comparator, critical),
    thresholds: { critical, warning, criticalRecovery, warningRecovery },
    window,
    groupBy: alert.groupBy,
    negated: false,
    onMissingData: alert.pagesWithoutData ? "show_and_notify_no_data" : "resolve",
  };
}
