import type { MonitorDefinition, OnMissingData, RenotifyStatus, Thresholds } from "./definition";

export type Raw = Readonly<Record<string, unknown>>;

const ON_MISSING_DATA: readonly OnMissingData[] = [
  "default",
  "show_no_data",
  "show_and_notify_no_data",
  "resolve",
];

/** Options that the evaluation reads. */
const READ = new Set([
  "id",
  "name",
  "type",
  "query",
  "message",
  "escalation_message",
  "tags",
  "priority",
  "thresholds",
  "monitor_thresholds",
  "options",
  "evaluation_delay",
  "require_full_window",
  "new_group_delay",
  "on_missing_data",
  "notify_no_data",
  "no_data_timeframe",
  "renotify_interval",
  "renotify_occurrences",
  "renotify_statuses",
  "timeout_h",
]);

/** Options without effect on when a metric monitor fires and whom it tells. */
const WITHOUT_EFFECT = new Set([
  "//",
  "count",
  "created",
  "created_at",
  "creator",
  "deleted",
  "depends_on",
  "draft_status",
  "effective_tags",
  "enable_logs_sample",
  "enable_samples",
  "force_delete",
  "groupby_simple_monitor",
  "include_tags",
  "lifecycle",
  "locked",
  "matching_downtimes",
  "modified",
  "multi",
  "new_host_delay",
  "notification_preset_name",
  "notify_audit",
  "org_id",
  "overall_state",
  "overall_state_modified",
  "provider",
  "restricted_roles",
  "restriction_policy",
  "silenced",
  "state",
  "validate",
]);

/**
 * Reads the options that Terraform and the API share.
 *
 * @param fullWindowDefault They differ: true in the provider, false in the API.
 */
export function readDefinition(
  id: string,
  raw: Raw,
  thresholds: Raw,
  fullWindowDefault: boolean,
): MonitorDefinition {
  return {
    id,
    name: text(raw["name"]),
    type: text(raw["type"]),
    query: text(raw["query"]),
    message: text(raw["message"]),
    escalationMessage: text(raw["escalation_message"]),
    tags: Array.isArray(raw["tags"]) ? raw["tags"].map(String) : [],
    priority: number(raw["priority"]),
    thresholds: readThresholds(thresholds),
    evaluationDelay: number(raw["evaluation_delay"]) ?? 0,
    requireFullWindow: flag(raw["require_full_window"]) ?? fullWindowDefault,
    newGroupDelay: number(raw["new_group_delay"]) ?? 60,
    onMissingData: onMissingData(text(raw["on_missing_data"])),
    notifyNoData: flag(raw["notify_no_data"]) ?? false,
    noDataTimeframe: minutes(raw["no_data_timeframe"]),
    renotifyInterval: minutes(raw["renotify_interval"]) ?? 0,
    renotifyOccurrences: number(raw["renotify_occurrences"]) ?? Infinity,
    renotifyStatuses: Array.isArray(raw["renotify_statuses"])
      ? (raw["renotify_statuses"] as RenotifyStatus[])
      : ["alert", "no data"],
    timeout: (number(raw["timeout_h"]) ?? 0) * 3_600,
    unsupportedOptions: unsupportedOptions(raw),
  };
}

/** Terraform writes an option that is not set as an empty text. */
function onMissingData(option: string): OnMissingData | undefined {
  return ON_MISSING_DATA.find((one) => one === option);
}

/** An option that is not set may still be there, as null, false, 0 or an empty list. */
function unsupportedOptions(raw: Raw): string[] {
  return Object.entries(raw)
    .filter(([key]) => !READ.has(key) && !WITHOUT_EFFECT.has(key))
    .filter(([, value]) => isSet(value))
    .map(([key]) => key)
    .sort();
}

function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0 || value === "") {
    return false;
  }
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function readThresholds(raw: Raw): Thresholds {
  const found = {
    critical: number(raw["critical"]),
    warning: number(raw["warning"]),
    criticalRecovery: number(raw["critical_recovery"]),
    warningRecovery: number(raw["warning_recovery"]),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Terraform writes numbers as text in places. */
function number(value: unknown): number | undefined {
  if (value === null || value === undefined || value === "") return undefined;
  const found = Number(value);
  return Number.isFinite(found) ? found : undefined;
}

function minutes(value: unknown): number | undefined {
  const found = number(value);
  return found === undefined ? undefined : found * 60;
}

function flag(value: unknown): boolean | undefined {
  return value === null || value === undefined ? undefined : value === true || value === "true";
}
