import { record } from "../resources";

/** What Datadog itself writes into an answer: no setting of the monitor's. */
const KEPT_BY_DATADOG = new Set([
  "id",
  "multi",
  "created",
  "created_at",
  "modified",
  "deleted",
  "org_id",
  "creator",
  "overall_state",
  "overall_state_modified",
  "state",
  "effective_tags",
  "options",
]);

/** Attributes of `datadog_monitor`, by the names that the API has for them, too. */
const SAME_NAME = new Set([
  "name",
  "type",
  "query",
  "message",
  "tags",
  "priority",
  "restricted_roles",
  "draft_status",
  "escalation_message",
  "notify_no_data",
  "on_missing_data",
  "group_retention_duration",
  "new_group_delay",
  "new_host_delay",
  "evaluation_delay",
  "no_data_timeframe",
  "renotify_interval",
  "renotify_occurrences",
  "renotify_statuses",
  "notify_audit",
  "timeout_h",
  "require_full_window",
  "include_tags",
  "groupby_simple_monitor",
  "notify_by",
  "enable_logs_sample",
  "enable_samples",
  "notification_preset_name",
]);

/** Blocks, by the API's names. */
const BLOCKS: Readonly<Record<string, string>> = {
  thresholds: "monitor_thresholds",
  threshold_windows: "monitor_threshold_windows",
};

/** A monitor of the API as Terraform writes it. */
export interface TerraformMonitor {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Settings that the provider has no attribute for, or that are not read here. */
  readonly notExpressed: readonly string[];
}

/**
 * Turns a monitor of `GET /api/v1/monitor`, or of the web page's export, into a `datadog_monitor`.
 *
 * @see https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/monitor
 */
export function terraformMonitor(monitor: unknown): TerraformMonitor {
  const settings = { ...record(record(monitor)["options"]), ...record(monitor) };
  const attributes: Record<string, unknown> = {};
  const notExpressed: string[] = [];
  for (const [name, value] of Object.entries(settings)) {
    if (KEPT_BY_DATADOG.has(name) || isUnset(value)) continue;
    const block = BLOCKS[name];
    if (block !== undefined) attributes[block] = texts(value);
    else if (SAME_NAME.has(name)) attributes[name] = value;
    else notExpressed.push(name);
  }
  // The provider takes true where nothing is said, the API false: the first plan would differ.
  if (/^(?:query|metric) alert$/.test(String(attributes["type"]))) {
    attributes["require_full_window"] ??= false;
  }
  if ("on_missing_data" in attributes) {
    // The provider refuses both, although Datadog answers with both.
    delete attributes["notify_no_data"];
    delete attributes["no_data_timeframe"];
  }
  return { attributes: escaped(attributes) as TerraformMonitor["attributes"], notExpressed };
}

/** `null`, an empty list and an empty object are how the API says that nothing is set. */
function isUnset(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** The provider's thresholds are texts. */
function texts(value: unknown): Record<string, string> {
  const set = Object.entries(record(value)).filter(([, one]) => !isUnset(one));
  return Object.fromEntries(set.map(([name, one]) => [name, String(one)]));
}

/** Terraform reads `${` and `%{` as its own. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/\$\{/g, "$$$${").replace(/%\{/g, "%%{");
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
}
