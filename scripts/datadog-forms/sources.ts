import type { FormKind } from "./find-forms";

/** Where a form is proved, or what we concluded it from. */
export interface Proof {
  /** Public pages, tests of the provider or public configurations; none where it is inferred. */
  readonly sources: readonly string[];
  /** What each source shows, where none shows the whole form. */
  readonly together?: string;
  /** Why it should work all the same, and what depends on it. */
  readonly inferred?: string;
}

const DOCS = "https://docs.datadoghq.com";
const PROVIDER = "https://github.com/DataDog/terraform-provider-datadog/blob/v3.82.0";

const doc = (path: string): Proof => ({ sources: [`${DOCS}/${path}`] });
const provider = (path: string): Proof => ({ sources: [`${PROVIDER}/${path}`] });

const AS_COUNT = doc("monitors/guide/as-count-in-monitor-evaluations/");
const DISTRIBUTIONS = doc("metrics/distributions/");
const THRESHOLD_QUERIES = doc("metrics/distributions/#threshold-queries");
const ROLLUP = doc("dashboards/functions/rollup/");
const QUERYING = doc("dashboards/querying/");
const CREATE_MONITOR = doc("api/latest/monitors/#create-a-monitor");
const COMPOSITE = doc("monitors/types/composite/");
const SEASONAL = doc("monitors/guide/non_static_thresholds/#seasonal-threshold");
const SPIKE = doc("monitors/guide/non_static_thresholds/#spike-threshold");
const REFERENCE = doc("monitors/guide/non_static_thresholds/#reference-threshold");
/** A public configuration: `count:` of an OpenTelemetry histogram, which Datadog stores as a distribution. */
const COUNTED_VALUES: Proof = {
  sources: [
    "https://github.com/FIAP-15SOAT/oficina-mecanica-custom-monitoring/blob/9ca60d575e6c2296119c1f25677cf8708a217354/terraform/monitors_api.tf",
  ],
};
const OBJECTIVE = provider("docs/resources/service_level_objective.md");

/** No source shows the whole form; each shows a part, and together they show all of it. */
function together(explanation: string, ...proofs: readonly Proof[]): Proof {
  return { sources: proofs.flatMap(({ sources }) => sources), together: explanation };
}

/** Every one of the forms by the same proof. */
function all(proof: Proof, forms: readonly string[]): Readonly<Record<string, Proof>> {
  return Object.fromEntries(forms.map((form) => [form, proof]));
}

const SHIFTED_COUNT =
  "the first shows a time shift within a monitor's arithmetic, the second a function around an `as_count()` query there";
const BURN_RATE = doc("service_level_objectives/burn_rate/#api-and-terraform");
const SHIFTS = doc("dashboards/functions/timeshift/");
const MONITOR_OPTIONS = doc("monitors/guide/monitor_api_options/");
const MONITOR = provider("docs/resources/monitor.md");
const MONITOR_TEST = provider("datadog/tests/resource_datadog_monitor_test.go");
const VARIABLES = doc("monitors/notify/variables/");
const CONDITIONAL = doc("monitors/notify/variables/#conditional-variables");
const DASHBOARD_JSON = provider("datadog/tests/resource_datadog_dashboard_json_test.go");
const CREATE_DASHBOARD = doc("api/latest/dashboards/#create-a-new-dashboard");
/** What Datadog's page saves of an overlay of events, in an issue that asked for it in Terraform. */
const EVENT_OVERLAY: Proof = {
  sources: ["https://github.com/DataDog/terraform-provider-datadog/issues/1980"],
};
const SPAN_SEARCH = doc("tracing/trace_explorer/query_syntax/");
const widget = (name: string): Proof => doc(`dashboards/widgets/${name}/`);

/**
 * Every form that we synthesize, and its proof. A test fails on a form that is not listed, and on one
 * that is listed and no longer synthesized. To add a form: write it, run the test, copy the form from
 * its message, and name the source that you found.
 */
export const FORMS: Readonly<Record<FormKind, Readonly<Record<string, Proof>>>> = {
  "metric query": {
    "avg:metric{…} by {…}": CREATE_MONITOR,
    "count(v: v<=N):metric{…}.as_count()": THRESHOLD_QUERIES,
    "count:metric{…} by {…}.as_count()": DISTRIBUTIONS,
    "count:metric{…}.as_count()": DISTRIBUTIONS,
    "pN:metric{…}": DISTRIBUTIONS,
    "pN:metric{…} by {…}": DISTRIBUTIONS,
    "sum:metric{…} by {…}.as_count()": AS_COUNT,
    "sum:metric{…} by {…}.as_count().rollup(sum, N)": ROLLUP,
    "sum:metric{…}.as_count()": AS_COUNT,
    "sum:metric{…}.as_count().rollup(sum, N)": ROLLUP,
  },
  filter: {
    "!key:value": doc("metrics/advanced-filtering/"),
    "key:value": doc("metrics/advanced-filtering/"),
    $variable: doc("dashboards/template_variables/"),
    "key:value key:$variable.value of events": {
      sources: [
        `${DOCS}/events/explorer/searching/`,
        `${DOCS}/dashboards/template_variables/#events-overlay`,
      ],
    },
    "key:value AND key:value AND ((key:value AND key:value) OR (key:value AND key:value) OR (key:value AND key:value) OR (key:value AND key:value))":
      SPAN_SEARCH,
  },
  "monitor query": {
    "avg(last_Nm):avg:m < N": CREATE_MONITOR,
    'burn_rate("objective").over("Nd").long_window("Nh").short_window("Nm") > N': BURN_RATE,
    "monitor && monitor": COMPOSITE,
    "monitor && !monitor": COMPOSITE,
    "monitor && !monitor && !monitor": COMPOSITE,
    "monitor && !monitor && !monitor && monitor": COMPOSITE,
    "percentile(last_Nm):pN:m > N": DISTRIBUTIONS,
    "sum(current_Nmo):sum:m.as_count() > N": MONITOR_TEST,
    "sum(current_Nd):sum:m.as_count() > N": MONITOR_TEST,
    "sum(last_Nm):N * sum:m.as_count() / sum:m.as_count() > N": AS_COUNT,
    "sum(last_Nh):N * sum:m.as_count() / sum:m.as_count() > N": AS_COUNT,
    "sum(last_Nm):sum:m.as_count() - N * sum:m.as_count() >= N": REFERENCE,
    "sum(last_Nh):sum:m.as_count() - N * sum:m.as_count() >= N": REFERENCE,
    "sum(last_Nm):sum:m.as_count() < N": AS_COUNT,
    "sum(last_Nh):sum:m.as_count() < N": AS_COUNT,
    "sum(last_Nh):sum:m.as_count() > N": AS_COUNT,
    "sum(last_Nm):count:m.as_count() < N": COUNTED_VALUES,
    "sum(last_Nh):count:m.as_count() < N": COUNTED_VALUES,
    "sum(last_Nh):N * (sum:m.as_count() / count:m.as_count() - sum:m.as_count() / count:m.as_count()) > N":
      together(
        "the first shows counts in nested arithmetic, the second `count:` with `as_count()` of a distribution in a monitor",
        REFERENCE,
        COUNTED_VALUES,
      ),
    "sum(last_Nh):sum:m.as_count() - N * timeshift(sum:m.as_count(), -N) > N": together(
      SHIFTED_COUNT,
      SEASONAL,
      SPIKE,
    ),
    "sum(last_Nh):N * (timeshift(sum:m.as_count(), -N) / timeshift(count:m.as_count(), -N) - sum:m.as_count() / count:m.as_count()) > N":
      together(
        `${SHIFTED_COUNT}, the third \`count:\` with \`as_count()\` of a distribution in a monitor`,
        SEASONAL,
        SPIKE,
        COUNTED_VALUES,
      ),
    "sum(last_Nh):timeshift(count:m.as_count(), -N) < N": together(
      "the first shows a monitor of a shifted metric, the second a function around an `as_count()` query in a monitor, the third `count:` with `as_count()` of a distribution there",
      doc("monitors/guide/composite_use_cases/#delay-on-notification"),
      SPIKE,
      COUNTED_VALUES,
    ),
  },
  objective: {
    "count(v: v<=N):m.as_count()": THRESHOLD_QUERIES,
    "count:m.as_count()": THRESHOLD_QUERIES,
    "sum:m.as_count()": OBJECTIVE,
    "sum:m.as_count() - sum:m.as_count()": OBJECTIVE,
  },
  formula: {
    "N * default_zero(q) / q": doc("dashboards/functions/interpolation/#default-zero"),
    "default_zero(q) / q": doc("dashboards/functions/interpolation/#default-zero"),
    q: QUERYING,
    "q - N * timeshift(q, -N)": SHIFTS,
    "timeshift(q, -N)": SHIFTS,
    "N * (default_zero(q) / q - default_zero(q) / q)": doc(
      "dashboards/functions/interpolation/#default-zero",
    ),
    "N * (timeshift(q, -N) / timeshift(q, -N) - default_zero(q) / q)": SHIFTS,
    "default_zero(q) / (q - default_zero(q))": doc(
      "dashboards/functions/interpolation/#default-zero",
    ),
  },
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
  widget: {
    "display_type: bars": widget("timeseries"),
    "display_type: line": widget("timeseries"),
    ...all(CREATE_DASHBOARD, [
      "aggregator: percentile",
      "aggregator: sum",
      "color_preference: text",
      "comparator: >",
      "data_source: events",
      "data_source: metrics",
      "data_source: trace_stream",
      "display_format: countsAndList",
      "display_type: error dashed",
      "display_type: overlay",
      "display_type: warning dashed",
      "layout_type: ordered",
      "legend_layout: auto",
      "palette: dog_classic",
      "palette: purple",
      "palette: white_on_red",
      "palette: white_on_yellow",
      "reflow_type: fixed",
      "response_format: event_list",
      "response_format: scalar",
      "response_format: timeseries",
      "summary_type: monitors",
      "view_mode: overall",
      "view_type: detail",
    ]),
    ...all(CREATE_DASHBOARD, [
      "list_stream request, columns: field, width",
      "list_stream request, query: data_source, indexes, query_string",
      "query_table request, formulas, conditional_formats: comparator, palette, value",
      "query_table request, formulas, number_format, unit: type, unit_name",
      "query_table request, formulas, number_format: unit",
      "query_table request, formulas: alias, cell_display_mode, conditional_formats, formula, number_format",
      "query_table request, queries: aggregator, data_source, name, query",
      "query_table request, sort, order_by: index, order, type",
      "query_table request, sort: count, order_by",
      "query_value request, formulas, number_format, unit: type, unit_name",
      "query_value request, formulas, number_format: unit",
      "query_value request, formulas: formula, number_format",
      "query_value request, queries: aggregator, data_source, name, query",
      "timeseries request, formulas, number_format, unit: type, unit_name",
      "timeseries request, formulas, number_format: unit",
      "timeseries request, formulas: alias, formula, number_format",
      "timeseries request, style: line_type, line_width, palette",
      "timeseries, markers: display_type, label, value",
      "timeseries, yaxis: include_zero, max, min, scale",
      "toplist request, formulas, number_format, unit: type, unit_name",
      "toplist request, formulas, number_format: unit",
      "toplist request, formulas: formula, number_format",
      "toplist request, queries: aggregator, data_source, name, query",
      "toplist request, sort, order_by: index, order, type",
      "toplist request, sort: count, order_by",
      "treemap request, formulas: formula",
      "treemap request, queries: aggregator, data_source, name, query",
    ]),
    ...all(EVENT_OVERLAY, [
      "timeseries request, queries, compute: aggregation",
      "timeseries request, queries, search: query",
      "timeseries request, queries: compute, data_source, group_by, indexes, name, query, search",
    ]),
    "group: background_color, layout_type, show_title, title, type, widgets": DASHBOARD_JSON,
    "list_stream request: columns, query, response_format": CREATE_DASHBOARD,
    "list_stream: requests, title, type": CREATE_DASHBOARD,
    "manage_status: color_preference, display_format, hide_zero_counts, query, show_last_triggered, show_priority, sort, summary_type, title, type":
      CREATE_DASHBOARD,
    "note: background_color, content, font_size, has_padding, show_tick, text_align, tick_edge, tick_pos, type, vertical_align":
      CREATE_DASHBOARD,
    "query_table request: formulas, queries, response_format, sort": CREATE_DASHBOARD,
    "query_table: has_search_bar, requests, title, type": CREATE_DASHBOARD,
    "query_value request: conditional_formats, formulas, queries, response_format":
      CREATE_DASHBOARD,
    "query_value: autoscale, precision, requests, title, type": CREATE_DASHBOARD,
    "slo: global_time_target, show_error_budget, slo_id, time_windows, title, type, view_mode, view_type":
      DASHBOARD_JSON,
    "timeseries request: display_type, formulas, queries, response_format, style": CREATE_DASHBOARD,
    "timeseries: legend_columns, legend_layout, markers, requests, show_legend, title, type, yaxis":
      CREATE_DASHBOARD,
    "toplist request: formulas, queries, response_format, sort": CREATE_DASHBOARD,
    "toplist: requests, title, type": CREATE_DASHBOARD,
    "treemap request: formulas, queries, response_format": CREATE_DASHBOARD,
    "treemap: requests, title, type": CREATE_DASHBOARD,
  },
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
