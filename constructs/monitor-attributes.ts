import type { LlmServiceInEnv } from "../telemetry";
import { formatNumber } from "./datadog/expression";
import { isCumulative } from "./datadog/monitor-query";
import type { AttributeValue } from "./datadog/resource";
import type { AlertPlan, MonitorPart } from "./signals";

/**
 * Datadog needs a moment until both counts of a ratio have arrived.
 * @see https://docs.datadoghq.com/monitors/configuration/#evaluation-delay
 */
const EVALUATION_DELAY_SECONDS = 60;

/**
 * When a cumulative window begins, in UTC.
 *
 * @see https://docs.datadoghq.com/monitors/configuration/#cumulative-time-windows
 */
const FROM_MIDNIGHT = {
  current_1mo: { month_starts: 1, day_starts: "00:00" },
  current_1d: { day_starts: "00:00" },
} as const;

/** What Datadog's notification rules, gates and service pages match monitors by. */
const MATCHED_TAGS = /^(team|service|env):/;

export type MonitorAttributes = Readonly<Record<string, AttributeValue>>;

/** What a monitor evaluates. */
export function partAttributes(part: MonitorPart): MonitorAttributes {
  const { critical, warning, criticalRecovery, warningRecovery } = part.thresholds;
  const text = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : formatNumber(value);
  return {
    type: "query alert",
    query: part.query,
    monitor_thresholds: {
      critical: text(critical),
      warning: text(warning),
      critical_recovery: text(criticalRecovery),
      warning_recovery: text(warningRecovery),
    },
    // The provider's default is true, and would skip every window with a gap at its start.
    require_full_window: false,
    ...(isCumulative(part.window)
      ? { scheduling_options: { evaluation_window: FROM_MIDNIGHT[part.window] } }
      : { evaluation_delay: EVALUATION_DELAY_SECONDS }),
    on_missing_data: part.onMissingData,
  };
}

/** Tags of the monitor that pages. */
export function pageTags(
  alert: AlertPlan,
  { service, env, team }: LlmServiceInEnv,
  own: readonly string[] = [],
): readonly string[] {
  const owner = [`team:${team}`, `service:${service}`, `env:${env}`];
  return [...owner, ...identityTags(alert, "page"), ...own];
}

/** Tags of a monitor that is only part of an alert: whoever matches by owner means those that page. */
export function partTags(alert: AlertPlan, own: readonly string[] = []): readonly string[] {
  return [...identityTags(alert, "part"), ...own.filter((tag) => !MATCHED_TAGS.test(tag))];
}

/** What an alert is recognised by, wherever its monitors are read. */
function identityTags({ id, signal }: AlertPlan, role: "page" | "part"): string[] {
  return [`signal:${signal.id}`, `alert:${id}`, `alert_role:${role}`];
}
