import { MONITOR, CREATE_DASHBOARD } from "./known-pages";
import { provider, type FormsOf } from "./proof";

export const RESOURCE_FORMS: FormsOf<"resource"> = {
  resource: {
    "dashboard body: description, layout_type, notify_list, reflow_type, restricted_roles, tags, template_variables, title, widgets":
      CREATE_DASHBOARD,
    "datadog_apm_retention_filter: enabled, filter, filter_type, name, rate": provider(
      "docs/resources/apm_retention_filter.md",
    ),
    "datadog_dashboard_json: dashboard": provider("docs/resources/dashboard_json.md"),
    "datadog_metric_metadata: description, lifecycle.ignore_changes, metric, short_name, unit":
      provider("docs/resources/metric_metadata.md"),
    "datadog_metric_tag_configuration, metric_type: distribution": provider(
      "docs/resources/metric_tag_configuration.md",
    ),
    "datadog_metric_tag_configuration, metric_type: rate": {
      sources: [],
      inferred:
        "Datadog stores what DogStatsD counts as a rate, and the provider takes `rate`; whether `count` would do as well is documented nowhere. No alert rests on it: without the configuration every tag stays queryable",
    },
    "datadog_metric_tag_configuration: include_percentiles, lifecycle.ignore_changes, metric_name, metric_type, tags":
      provider("docs/resources/metric_tag_configuration.md"),
    "datadog_monitor: draft_status, evaluation_delay, include_tags, lifecycle.create_before_destroy, message, monitor_thresholds, name, on_missing_data, priority, query, renotify_interval, renotify_occurrences, renotify_statuses, require_full_window, restricted_roles, scheduling_options, tags, type":
      MONITOR,
    "datadog_service_level_objective: description, lifecycle.create_before_destroy, name, query, tags, target_threshold, thresholds, timeframe, type":
      provider("docs/resources/service_level_objective.md"),
  },
};
