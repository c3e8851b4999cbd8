/**
 * Monitors in the forms in which public sources hold them: Datadog's integrations and API reference,
 * Terraform modules, its Kubernetes operator. Only the forms are theirs: names, queries and texts are not.
 */
export const PUBLIC_FORMS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "an integration's asset": {
    version: 2,
    created_at: "2024-02-06",
    last_updated_at: "2024-02-06",
    title: "Queue is full",
    description: "Messages wait.",
    tags: ["integration:queue"],
    definition: of("query alert", "avg(last_5m):avg:queue.depth{*} by {host} > 9", {
      thresholds: { critical: 9, warning: 7 },
      locked: true,
      new_host_delay: 300,
    }),
  },
  "an anomaly": of("query alert", "avg(last_4h):anomalies(avg:a.b{*}, 'agile', 2) >= 1", {
    thresholds: { critical: 1, critical_recovery: 0 },
    threshold_windows: { trigger_window: "last_15m", recovery_window: "last_15m" },
  }),
  "a forecast": of("query alert", "max(next_1w):forecast(avg:disk{*}, 'linear', 1) >= 90", {
    thresholds: { critical: 90 },
  }),
  outliers: of("query alert", "avg(last_1h):outliers(avg:cpu{*} by {host}, 'DBSCAN', 3) > 0", {}),
  "a change": of("query alert", "change(sum(last_5m),last_5m):avg:restarts{*} by {pod} > 5", {}),
  "a recovery": of("query alert", "sum(last_5m):per_minute(sum:errs{*}.as_count()) > 100", {
    thresholds: { critical: 100, warning: 80, critical_recovery: 0, warning_recovery: 50 },
  }),
  "a module of Terraform": of("metric alert", "min(last_5m):avg:mem{env:prod} by {host} > 90", {
    evaluation_delay: 15,
    new_group_delay: 300,
    notify_no_data: true,
    no_data_timeframe: 20,
    require_full_window: true,
    timeout_h: 0,
    include_tags: true,
    notify_audit: false,
  }),
  "missing data in both ways": of("query alert", "max(last_10m):sum:sessions{*} < 1", {
    on_missing_data: "show_and_notify_no_data",
    notify_no_data: true,
    no_data_timeframe: 30,
  }),
  reminders: of("query alert", "avg(last_5m):min:seen{*} by {device} > 259200", {
    renotify_interval: 1440,
    renotify_statuses: ["alert", "no data"],
    renotify_occurrences: 3,
    escalation_message: "Still there.",
  }),
  "the operator's spelling": of("metric alert", "avg(last_10m):avg:disk{*} by {host} > 0.5", {
    evaluationDelay: 300,
    includeTags: true,
    noDataTimeframe: 30,
    thresholds: { critical: "0.5", warning: "0.28" },
  }),
  logs: of("log alert", 'logs("status:error").index("main").rollup("count").last("5m") > 2', {
    enable_logs_sample: true,
    groupby_simple_monitor: true,
    notify_by: ["status"],
    group_retention_duration: "2d",
    restriction_query: null,
  }),
  "a formula over logs": of("log alert", 'formula("query").last("15m") > 5', {
    variables: [
      {
        data_source: "logs",
        name: "query",
        indexes: ["*"],
        compute: { aggregation: "cardinality", metric: "@bytes" },
        group_by: [{ facet: "@host", limit: 10, sort: { order: "desc", aggregation: "count" } }],
        search: { query: "source:router" },
        storage: "hot",
      },
    ],
  }),
  "a cloud's costs": of("cost alert", 'formula("query").last("7d") > 50', {
    variables: [
      { data_source: "cloud_cost", name: "query", query: "sum:aws.cost{*}", aggregator: "sum" },
    ],
  }),
  "quality of data": of("data-quality alert", 'formula("query1").last("30m") > 1000', {
    avalanche_window: 10,
    variables: [{ data_source: "data_quality_metrics", name: "query1", measure: "rows" }],
  }),
  "an older comparison": of("log alert", 'logs("*").index("*").rollup("count").last("5m") > 1', {
    thresholds: { critical: 1, comparison: ">", period: { seconds: 300 }, timeAggregator: "avg" },
  }),
  "levels by a query": of("query alert", "avg(last_5m):avg:a.b{*} > 1", {
    thresholds: { critical: 1, critical_query: "avg:c.d{*}" },
  }),
  "a check of a service": of(
    "service check",
    '"ntp.in_sync".over("*").by("host").last(2).count_by_status()',
    {
      thresholds: { warning: 1, ok: 1, critical: 1, unknown: 1 },
    },
  ),
  "a synthetic test": of("synthetics alert", "no_query", {
    synthetics_check_id: 77,
    min_failure_duration: 300,
    min_location_failed: 1,
  }),
  "an objective": of("slo alert", 'error_budget("abc").over("7d") > 10', {
    thresholds: { critical: 10 },
  }),
  "a burn rate": of(
    "slo alert",
    'burn_rate("abc").over("30d").long_window("1h").short_window("5m") > 14',
    {},
  ),
  "a schedule": of("metric alert", "avg(last_1h):avg:load{*} > 0.5", {
    scheduling_options: {
      custom_schedule: {
        recurrences: [
          {
            rrule: "FREQ=DAILY;INTERVAL=1",
            start: "2024-01-10T12:31:00",
            timezone: "Europe/Paris",
          },
          { rrule: "FREQ=WEEKLY;INTERVAL=1", timezone: "Europe/Paris" },
        ],
      },
    },
  }),
  "a calendar's window": of("query alert", "sum(current_1d):sum:cost{*}.as_count() > 5", {
    scheduling_options: {
      evaluation_window: { day_starts: "04:00", timezone: "Europe/Paris" },
    },
  }),
  "a muted one": of("query alert", "avg(last_5m):avg:a.b{*} > 1", {
    silenced: { "*": 1776339409 },
  }),
  "a restricted one": {
    ...of("query alert", "avg(last_5m):avg:a.b{*} > 1", {}),
    restricted_roles: ["24c4a6b2-1f0e-11f0-9d3a-da7ad0900002"],
    restriction_policy: { bindings: [{ relation: "editor", principals: ["user:1"] }] },
    matching_downtimes: [{ id: 5, scope: ["env:prod"] }],
  },
  "a runbook's link": {
    ...of("query alert", "avg(last_5m):avg:a.b{*} > 1", {}),
    assets: [{ category: "runbook", name: "Wiki", url: "https://wiki.example.com" }],
  },
  "a draft with a priority": {
    ...of("query alert", "avg(last_5m):avg:a.b{*} > 1", { notification_preset_name: "hide_all" }),
    draft_status: "draft",
    priority: 3,
  },
  "a composite": of("composite", "1 || (2 && !3)", { include_tags: false }),
  events: of("event-v2 alert", 'events("source:deploy").rollup("count").last("1h") > 3', {
    enable_samples: true,
  }),
  spans: of(
    "trace-analytics alert",
    'trace-analytics("service:web").rollup("count").last("5m") > 9',
    {},
  ),
  "an option that nobody knows yet": {
    ...of("query alert", "avg(last_5m):avg:a.b{*} > 1", { from_next_year: { level: 3 } }),
    also_new: "yes",
  },
};

function of(
  type: string,
  query: string,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return { id: 7, name: "One", type, query, message: "Look. @slack-a", tags: ["team:a"], options };
}
