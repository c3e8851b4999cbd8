/**
 * What Datadog's provider takes where an attribute is not written: writing it changes nothing.
 *
 * @see https://registry.terraform.io/providers/DataDog/datadog/3.82.0/docs/resources/monitor
 */
export const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  datadog_monitor: {
    draft_status: "published",
    enable_logs_sample: "false",
    escalation_message: "",
    evaluation_delay: "0",
    force_delete: "false",
    group_retention_duration: "",
    groupby_simple_monitor: "false",
    include_tags: "true",
    locked: "false",
    new_group_delay: "0",
    new_host_delay: "300",
    no_data_timeframe: "10",
    notify_audit: "false",
    notify_no_data: "false",
    renotify_interval: "0",
    renotify_occurrences: "0",
    require_full_window: "true",
    timeout_h: "0",
    validate: "true",
  },
  datadog_service_level_objective: { description: "", force_delete: "false", validate: "true" },
  datadog_metric_tag_configuration: { exclude_tags_mode: "false", include_percentiles: "false" },
};

/** Attributes that Terraform cannot change: it deletes the resource and makes it anew. */
const FORCING_NEW: Readonly<Record<string, RegExp>> = {
  datadog_monitor: /^type$/,
  datadog_monitor_json: /^type$/,
  datadog_dashboard: /^layout_type$/,
  datadog_logs_metric: /^(?:name|compute\b.*)$/,
  datadog_metric_tag_configuration: /^metric_(?:name|type)$/,
  datadog_service_level_objective: /^type$/,
  datadog_spans_metric: /^(?:name|compute\..*path)$/,
};

export function forcesNew(type: string, attribute: string): boolean {
  return FORCING_NEW[type]?.test(attribute) === true;
}
