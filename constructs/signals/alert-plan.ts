import type { LlmServiceDeclaration, MetricTag, Problems } from "../../telemetry";
import {
  describeWindow,
  renderMonitorQuery,
  type Comparator,
  type Window,
} from "../datadog/monitor-query";
import type { Scope } from "../datadog/query";
import type { Receivers } from "../receivers";
import type { RenotifySettings } from "../renotify";
import type { Priority } from "./priority";
import type { AlertDefinition, RateSettings, Signal, SignalDescription } from "./signal";
import { suspiciousThresholds } from "./suspicions";
import { checkOrder, valuesOf, writtenThresholds } from "./threshold-checks";
import {
  completeThresholds,
  describeThresholds,
  describeValue,
  type Thresholds,
} from "./thresholds";

/** One metric monitor of an alert. */
export interface MonitorPart {
  readonly role: "measure" | (typeof GUARDS)[number]["role"];
  /** Stable id within the service. */
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** Thresholds as they stand in the monitor, in the unit of the query. */
  readonly thresholds: QueryThresholds;
  readonly groupBy: readonly MetricTag[];
  readonly missingDataIsZero: boolean;
}

export interface QueryThresholds {
  readonly critical: number;
  readonly warning?: number | undefined;
  readonly criticalRecovery?: number | undefined;
  readonly warningRecovery?: number | undefined;
}

/** One alert with everything decided: what pages, when, whom, and what to do. */
export interface AlertPlan {
  readonly signal: SignalDescription;
  /** Stable id within the service. */
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
  readonly window: Window;
  readonly groupBy: readonly MetricTag[];
  readonly priority: Priority;
  readonly runbook: string | undefined;
  readonly notify: Partial<Receivers>;
  /** The signal's own reminders; what the service sets where there are none. */
  readonly renotify: RenotifySettings | false | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Thresholds that were probably meant otherwise, one line each. */
  readonly suspicions: readonly string[];
  /** The measure alone, or the measure and its guards; all of them must hold. */
  readonly parts: readonly MonitorPart[];
}

/** Id of a resource of an alert. The key comes last, so that no feature's name can imitate a part. */
export function resourceId(signal: string, part: string, key: string): string {
  return key === "" ? `${signal}-${part}` : `${signal}-${part}-${key}`;
}

/**
 * Applies a team's settings to the alerts of one signal.
 *
 * @param settings of the right shape
 * @param problems receives thresholds that contradict each other
 */
export function planSignal(
  signal: Signal,
  service: LlmServiceDeclaration,
  scope: Scope,
  settings: RateSettings,
  problems: Problems,
): AlertPlan[] {
  return signal
    .alerts(service, settings)
    .map((alert) => planAlert(signal, alert, scope, settings, problems));
}

function planAlert(
  signal: Signal,
  alert: AlertDefinition,
  scope: Scope,
  settings: RateSettings,
  problems: Problems,
): AlertPlan {
  const written = writtenThresholds(
    `signals.${signal.id}`,
    settings,
    alert.settings && { name: alert.key, settings: alert.settings },
  );
  const thresholds = completeThresholds(alert.thresholds, valuesOf(written));
  checkOrder(problems, thresholds, written);
  const window = settings.window ?? signal.window;
  return {
    signal,
    id: alert.key === "" ? signal.id : `${signal.id}/${alert.key}`,
    key: alert.key,
    subject: alert.subject,
    condition: describeCondition(thresholds, window),
    threshold: describeThresholds(thresholds),
    thresholds,
    window,
    groupBy: alert.groupBy,
    priority: settings.priority ?? signal.priority,
    runbook: settings.runbook,
    notify: settings.notify ?? {},
    renotify: settings.renotify,
    variables: alert.variables ?? {},
    suspicions: suspiciousThresholds(written, thresholds.unit),
    parts: [
      measurePart(signal, alert, scope, thresholds, window),
      ...guardParts(signal, alert, scope, settings, window),
    ],
  };
}

function describeCondition({ side, critical, unit }: Thresholds, window: Window): string {
  return `${side} ${describeValue(critical, unit)} over ${describeWindow(window)}`;
}

function measurePart(
  signal: Signal,
  alert: AlertDefinition,
  scope: Scope,
  thresholds: Thresholds,
  window: Window,
): MonitorPart {
  const convert = alert.toQueryUnit ?? ((value: number) => value);
  const inQuery = (value: number | undefined): number | undefined =>
    value === undefined ? undefined : convert(value);
  const critical = convert(thresholds.critical);
  return {
    role: "measure",
    id: resourceId(signal.id, "measure", alert.key),
    name: alert.subject,
    query: renderMonitorQuery(
      alert.measure(scope),
      window,
      comparatorOf(thresholds, convert),
      critical,
    ),
    thresholds: {
      critical,
      warning: inQuery(thresholds.warning),
      criticalRecovery: inQuery(thresholds.criticalRecovery),
      warningRecovery: inQuery(thresholds.warningRecovery),
    },
    groupBy: alert.groupBy,
    missingDataIsZero: alert.missingDataIsZero === true,
  };
}

/** A conversion that turns the sign around turns the comparison around with it. */
function comparatorOf({ side }: Thresholds, convert: (value: number) => number): Comparator {
  const flipped = convert(1) < convert(0);
  return (side === "above") === flipped ? "<" : ">";
}

/**
 * The low-traffic guards. Enough traffic alone would not do: of a hundred requests three fail by
 * chance every few days, and a guard of hundreds would never let a small service be paged.
 */
const GUARDS = [
  { role: "volume", name: "enough traffic", setting: "minRequests" },
  { role: "failures", name: "enough failures", setting: "minFailures" },
] as const;

/** Monitors that alert while there is enough to judge by. */
function guardParts(
  signal: Signal,
  alert: AlertDefinition,
  scope: Scope,
  settings: RateSettings,
  window: Window,
): MonitorPart[] {
  return GUARDS.flatMap(({ role, name, setting }): MonitorPart[] => {
    const fewest = settings[setting] ?? signal[setting] ?? false;
    const expression = alert[role]?.(scope);
    if (!expression || fewest === false) return [];
    return [
      {
        role,
        id: resourceId(signal.id, role, alert.key),
        name: `${alert.subject}: ${name}`,
        query: renderMonitorQuery({ aggregator: "sum", expression }, window, ">=", fewest),
        thresholds: { critical: fewest },
        groupBy: alert.groupBy,
        missingDataIsZero: false,
      },
    ];
  });
}
