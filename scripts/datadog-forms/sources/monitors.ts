import {
  CREATE_MONITOR,
  COMPOSITE,
  BURN_RATE,
  MONITOR_OPTIONS,
  MONITOR,
  MONITOR_TEST,
  VARIABLES,
  CONDITIONAL,
} from "./known-pages";
import { doc, type FormsOf } from "./proof";

/** What a monitor says and does beside its query. */
export const MONITOR_FORMS: FormsOf<"monitor option" | "message" | "link"> = {
  "monitor option": {
    "evaluation_delay: N": MONITOR_OPTIONS,
    "evaluation_window: day_starts": MONITOR_TEST,
    "evaluation_window: day_starts, month_starts": MONITOR_TEST,
    "include_tags: true": MONITOR_OPTIONS,
    "on_missing_data: default": doc("monitors/guide/on_missing_data/"),
    "on_missing_data: resolve": doc("monitors/guide/on_missing_data/"),
    "on_missing_data: show_and_notify_no_data": doc("monitors/guide/on_missing_data/"),
    "draft_status: draft": MONITOR,
    "priority: N": MONITOR,
    "renotify_interval: N": MONITOR_OPTIONS,
    "renotify_occurrences: N": MONITOR,
    "renotify_statuses: [alert, no data]": MONITOR,
    "renotify_statuses: [alert, warn, no data]": MONITOR,
    "require_full_window: false": MONITOR_OPTIONS,
    "restricted_roles: [id]": MONITOR,
    "thresholds.critical": MONITOR_OPTIONS,
    "thresholds.critical_recovery": MONITOR_OPTIONS,
    "thresholds.warning": MONITOR_OPTIONS,
    "thresholds.warning_recovery": MONITOR_OPTIONS,
    "type: composite": COMPOSITE,
    "type: query alert": CREATE_MONITOR,
    "type: slo alert": BURN_RATE,
  },
  message: {
    "@handle inside of a conditional block": CONDITIONAL,
    "{{#is_alert}}": CONDITIONAL,
    "{{#is_recovery}}": CONDITIONAL,
    "{{#is_renotify}}": CONDITIONAL,
    "{{#is_warning}}": CONDITIONAL,
    "{{#is_alert_recovery}}": CONDITIONAL,
    "{{#is_no_data}}": CONDITIONAL,
    "{{#is_no_data_recovery}}": CONDITIONAL,
    "{{#is_warning_recovery}}": CONDITIONAL,
    "{{a.value}}": doc("monitors/notify/variables/#composite-monitor-variables"),
    '{{eval "last_triggered_at_epoch+N*N*N"}}': doc("monitors/notify/variables/#evaluation"),
    '{{eval "last_triggered_at_epoch-N*N*N"}}': doc("monitors/notify/variables/#evaluation"),
    "{{tag.name}}": VARIABLES,
    '{{urlencode "tag.name"}}': VARIABLES,
    "{{value}}": VARIABLES,
  },
  link: {
    "/dashboard/<id>?from_ts&to_ts&live&tpl_var_<name>": {
      ...doc("monitors/notify/variables/#dynamic-links"),
      inferred:
        "that a dashboard takes its variables as `tpl_var_<name>`; otherwise it opens with its own selection, at the right time",
    },
    "/apm/traces?query&start&end&paused": {
      sources: [],
      inferred:
        "the page's address holds the whole search and its time, as Datadog says; the parameters' names are what the page shows. Otherwise the link opens an empty search",
    },
  },
};
